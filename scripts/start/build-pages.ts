import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** A page that vite builds, and what its build depends on. */
export interface Page {
  config: string
  outDir: string
  sources: readonly string[]
}

/** Builds pages whose sources changed since their last build. Returns how many it built. */
export async function buildPages(root: string, pages: readonly Page[]): Promise<number> {
  const stale = pages.map((page) => ({ page, stamp: stampOf(root, page) })).filter(({ page, stamp }) => readStamp(root, page) !== stamp)
  if (stale.length === 0) return 0
  const { build } = await import('vite')
  for (const { page, stamp } of stale) {
    await build({ configFile: resolve(root, page.config), logLevel: 'error' })
    writeFileSync(resolve(root, page.outDir, '.stamp'), stamp)
  }
  return stale.length
}

function stampOf(root: string, { config, sources }: Page): string {
  const files = [config, 'package-lock.json', ...sources.flatMap((pattern) => globSync(pattern, { cwd: root }))].sort()
  const digest = createHash('sha256')
  for (const file of files) {
    const { size, mtimeMs } = statSync(resolve(root, file))
    digest.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return digest.digest('hex')
}

function readStamp(root: string, { outDir }: Page): string | undefined {
  const file = resolve(root, outDir, '.stamp')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
