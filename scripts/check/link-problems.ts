import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { MarkdownFile } from './markdown-files.ts'

/** Relative links and anchors of Markdown files that lead nowhere, one sentence each. Addresses on the web are not asked. */
export function linkProblems(files: readonly MarkdownFile[], root: string): string[] {
  const anchors = new Map(files.map(({ path, text }) => [path, headingAnchors(text)]))
  return files.flatMap(({ path, text }) =>
    linksOf(text).flatMap(({ target, line }) => {
      const [file = '', anchor] = decodeURI(target).split('#')
      const linked = file === '' ? path : join(file.startsWith('/') ? '.' : dirname(path), file)
      const where = `${path}:${line}: ${target}`
      if (linked.startsWith('..')) return [`${where} leads out of the repository`]
      if (!existsSync(join(root, linked))) return [`${where} is not there`]
      if (anchor === undefined || statSync(join(root, linked)).isDirectory()) return []
      return anchors.get(linked)?.has(anchor) === false ? [`${where} has no such heading`] : []
    }),
  )
}

function linksOf(markdown: string): { target: string; line: number }[] {
  const prose = withoutCode(markdown)
  const inline = prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)
  const reference = prose.matchAll(/^[ \t]*\[[^\]]+\]:[ \t]+<?(\S+?)>?[ \t]*$/gm)
  const html = prose.matchAll(/<(?:a|img|source)\b[^>]*\b(?:href|src|srcset)="([^"]+)"/g)
  return [...inline, ...reference, ...html]
    .map((match) => ({ target: match[1] ?? '', line: prose.slice(0, match.index).split('\n').length }))
    .filter(({ target }) => !/^[a-z][a-z\d+.-]*:|^\/\//i.test(target))
}

/** The anchors that GitHub gives to headings; a repeated heading is numbered. */
export function headingAnchors(markdown: string): Set<string> {
  const anchors = new Set<string>()
  for (const match of withoutFences(markdown).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const words = (match[1] ?? '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/<[^>]+>/g, '')
    const plain = words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
      .replaceAll(' ', '-')
    let anchor = plain
    for (let repeat = 1; anchors.has(anchor); repeat += 1) anchor = `${plain}-${repeat}`
    anchors.add(anchor)
  }
  for (const match of markdown.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) anchors.add(match[1] ?? '')
  return anchors
}

/** Code goes, its line breaks stay, so that line numbers hold. */
function withoutFences(markdown: string): string {
  return markdown.replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1\s*$/gm, (block) => block.replace(/[^\n]/g, ''))
}

function withoutCode(markdown: string): string {
  return withoutFences(markdown).replace(/`[^`\n]+`/g, '')
}
