import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Scripts that broke something once, kept as flight recorders' logs that `npm run replay` draws. */
export interface KeptScripts<Script> {
  readonly files: readonly string[]
  log(file: string): string
  /** Runs a kept script again; with `FUZZ_RECORD=1` its log becomes what this code makes of it. */
  run(file: string): Promise<void>
  keep(script: Script, name: string | number): Promise<void>
}

export interface KeptScriptsOptions<Script> {
  folder: string
  scriptOf: (log: string) => Script
  play: (script: Script, write?: (line: string) => void) => Promise<void>
}

export function createKeptScripts<Script>({ folder, scriptOf, play }: KeptScriptsOptions<Script>): KeptScripts<Script> {
  const log = (file: string) => readFileSync(join(folder, file), 'utf8')

  async function keep(script: Script, name: string | number): Promise<void> {
    const lines: string[] = []
    await play(script, (line) => void lines.push(line)).catch(() => {})
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${name}.jsonl`), `${lines.join('\n')}\n`)
  }

  return {
    files: globSync('*.jsonl', { cwd: folder }).sort(),
    log,
    keep,
    async run(file) {
      const script = scriptOf(log(file))
      await play(script)
      if (process.env.FUZZ_RECORD) await keep(script, file.replace(/\.jsonl$/, ''))
    },
  }
}
