import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface MarkdownFile {
  /** From the repository's root. */
  path: string
  text: string
}

const skipped = new Set(['node_modules', 'dist', '.git', '.scratch', '.wrangler', '.readme-blocks'])

/** Every Markdown file that people may read, in the order of their paths. */
export function markdownFiles(root: string): MarkdownFile[] {
  return globSync('**/*.md', { cwd: root, exclude: (path) => skipped.has(path.split('/').at(-1) ?? '') })
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}
