/**
 * Where each frame of a sandbox clip carries its own number, so that a test can tell from a canvas which frame is on the screen.
 *
 * The top strip holds 20 cells of equal width, black or white: white, black (the two references), 16 bits of the frame number (most significant
 * first), odd parity over those bits, white. All sizes are shares of the picture, so a rendition or a scaled canvas reads the same.
 */
export const frameCode = { cells: 20, bits: 16, stripShareOfHeight: 32 / 360 } as const

const leadingGuards = [1, 0] as const
const trailingGuard = 1

/** The cells of one frame, 1 for white. Numbers from 65,536 on wrap around. */
export function frameCodeCells(frame: number): readonly number[] {
  const bits = Array.from({ length: frameCode.bits }, (_, index) => (frame >> (frameCode.bits - 1 - index)) & 1)
  return [...leadingGuards, ...bits, oddParity(bits), trailingGuard]
}

/**
 * The number of the frame in RGBA pixels (a canvas's `ImageData.data`), or `undefined` when it can't be told for sure: another picture, a blend of two frames, too small.
 *
 * The whole picture has to fill `width` × `height`; any scale from about 160 pixels of width on will do.
 */
export function readFrameCode(pixels: Uint8ClampedArray, width: number, height: number): number | undefined {
  const stripHeight = height * frameCode.stripShareOfHeight
  if (pixels.length < width * height * 4 || width < frameCode.cells * 4 || stripHeight < 4) return undefined

  const levels = Array.from({ length: frameCode.cells }, (_, cell) => cellLevel(pixels, width, stripHeight, cell))
  const white = levels[0] ?? 0
  const black = levels[1] ?? 255
  if (white - black < 96) return undefined

  const cells = levels.map((level) => cellValue((level - black) / (white - black)))
  const bits = cells.slice(leadingGuards.length, leadingGuards.length + frameCode.bits)
  const [parity, guard] = cells.slice(leadingGuards.length + frameCode.bits)
  const known = bits.filter((bit) => bit !== undefined)
  if (known.length < frameCode.bits || guard !== trailingGuard || parity !== oddParity(known)) return undefined
  return known.reduce<number>((number, bit) => number * 2 + bit, 0)
}

function oddParity(bits: readonly number[]): number {
  return 1 - (bits.reduce((sum, bit) => sum + bit, 0) % 2)
}

/** A level between the two references, or `undefined` in the doubtful middle, where a blend of two frames ends up. */
function cellValue(level: number): 0 | 1 | undefined {
  if (level > 0.65) return 1
  return level < 0.35 ? 0 : undefined
}

/** Mean green of the middle of a cell: its edges are blurred by scaling and compression. */
function cellLevel(pixels: Uint8ClampedArray, width: number, stripHeight: number, cell: number): number {
  const cellWidth = width / frameCode.cells
  const [left, right] = [Math.floor((cell + 0.25) * cellWidth), Math.ceil((cell + 0.75) * cellWidth)]
  const [top, bottom] = [Math.floor(stripHeight * 0.25), Math.ceil(stripHeight * 0.75)]
  let sum = 0
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += pixels[(y * width + x) * 4 + 1] ?? 0
  return sum / ((right - left) * (bottom - top))
}
