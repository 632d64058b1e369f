/** Groups of horizontal bars over a logarithmic axis, as SVG that reads on light and dark pages. */
export interface Bars {
  title: string
  /** What the line across each group says. */
  markName?: string
  groups: readonly {
    name: string
    bars: readonly { name: string; value: number }[]
    mark?: number | undefined
  }[]
}

const [width, left, right, barHeight, headHeight] = [760, 190, 70, 16, 30]
const colours = ['#0b7285', '#adb5bd']

/** The first bar of each group is the one that the picture is about. */
export function drawBars({ title, markName, groups }: Bars): string {
  const values = groups.flatMap(({ bars, mark }) => [...bars.map(({ value }) => value), ...(mark === undefined ? [] : [mark])])
  const positive = values.filter((value) => value > 0 && Number.isFinite(value))
  const [low, high] = [10 ** Math.floor(Math.log10(Math.min(...positive))), 10 ** Math.ceil(Math.log10(Math.max(...positive)))]
  const x = (value: number) => left + ((width - left - right) * Math.log(Math.max(low, value) / low)) / Math.log(high / low)
  let y = headHeight + 20
  const parts: string[] = [text(left, 20, title, 'font-weight="bold"')]
  for (const { name, bars, mark } of groups) {
    parts.push(text(10, y + 12, name, 'font-weight="bold"'))
    const top = y
    for (const [index, bar] of bars.entries()) {
      parts.push(
        text(left - 6, y + 12, bar.name, 'text-anchor="end"'),
        `<rect x="${left}" y="${y + 2}" width="${round(x(bar.value) - left)}" height="${barHeight - 4}" fill="${colours[index === 0 ? 0 : 1]}"/>`,
        text(x(bar.value) + 4, y + 12, bar.value.toFixed(bar.value < 100 ? 1 : 0), ''),
      )
      y += barHeight
    }
    if (mark !== undefined) parts.push(`<path d="M${round(x(mark))} ${top}V${y}" stroke="#e03131" stroke-width="1.5"/>`)
    y += 12
  }
  if (markName !== undefined) parts.push(text(left, y + 8, `red: ${markName}`, 'fill="#e03131"'))
  const height = y + 20
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" fill="#fff"/>
${parts.join('\n')}
</svg>
`
}

function text(x: number, y: number, words: string, attributes: string): string {
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escaped(words)}</text>`
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
