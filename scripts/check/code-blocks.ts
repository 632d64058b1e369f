export interface CodeBlock {
  /** Line of its first line of code, from 1. */
  line: number
  language: 'ts' | 'tsx'
  code: string
}

/**
 * Finds the `ts` and `tsx` blocks of a Markdown text.
 *
 * What a block takes for granted stands in a comment right above it, which readers do not see: `<!-- given: declare const secret: string -->`.
 */
export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = []
  for (const match of markdown.matchAll(/(?:^<!-- given: ([^\n]*) -->\n)?^```(tsx?)\n([\s\S]*?)^```$/gm)) {
    const [whole, given, language, code = ''] = match
    const before = markdown.slice(0, match.index + whole.length - code.length - '```'.length)
    const line = before.split('\n').length
    blocks.push({ line, language: language === 'tsx' ? 'tsx' : 'ts', code: given ? `${code}${given}\n` : code })
  }
  return blocks
}

/** A module whose lines have the numbers that they have in the Markdown file, so that what a compiler says points there. */
export function moduleOf({ line, code }: CodeBlock): string {
  return `${'\n'.repeat(line - 1)}${code}export {}\n`
}
