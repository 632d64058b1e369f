/** The beginnings, in hex, that tell an image's kind; the type that a data URI claims has to be the true one. */
const beginnings: Record<string, RegExp> = {
  'image/png': /^89504e470d0a1a0a/,
  'image/jpeg': /^ffd8ff/,
  'image/gif': /^47494638(37|39)61/,
  'image/webp': /^52494646.{8}57454250/,
}

/** Width and height of a PNG or a GIF, from its beginning; nothing for other files. */
export function pixelsOf(bytes: Uint8Array): { width: number; height: number } | undefined {
  const head = Buffer.from(bytes.subarray(0, 24))
  const hex = head.toString('hex')
  if (head.length === 24 && beginnings['image/png']?.test(hex)) return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) }
  if (head.length >= 10 && beginnings['image/gif']?.test(hex)) return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) }
  return undefined
}

/** Reads Discord's image data (docs: reference, "Image Data"): `data:image/png;base64,…`; `undefined` when it is no such image. */
export function readImage(text: string): { type: string; bytes: Buffer } | undefined {
  const [, type = '', base64 = ''] = /^data:(image\/[a-z]+);base64,([A-Za-z0-9+/]+=*)$/.exec(text) ?? []
  const bytes = Buffer.from(base64, 'base64')
  return beginnings[type]?.test(bytes.subarray(0, 16).toString('hex')) ? { type, bytes } : undefined
}
