import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { percentile } from './percentile.ts'

/** How long a test waits for a sandbox: from the start of a fresh process to its first word, beside processes that do less. */
const { values } = parseArgs({ options: { runs: { type: 'string', default: '20' }, json: { type: 'string' } } })
const source = '--conditions=@kaltura-discord/source'
const sayReady = "process.stdout.write('ready')"
const startSandbox = (options: string) =>
  `import { createSandbox } from '@kaltura-discord/sandbox'; await createSandbox(${options}); ${sayReady}`
const contenders: Record<string, readonly string[]> = {
  'bare node': ['--eval', sayReady],
  'empty HTTP server': ['--eval', `import { createServer } from 'node:http'; createServer().listen(0, '127.0.0.1', () => ${sayReady})`],
  'sandbox, Discord alone': ['--eval', startSandbox('{ port: 0, kaltura: false }')],
  sandbox: ['--eval', startSandbox('{ port: 0 }')],
  'sandbox, from its sources': [source, '--eval', startSandbox('{ port: 0 }')],
}
const warmUps = 2

const samples: Record<string, number[]> = {}
for (let run = -warmUps; run < Number(values.runs); run += 1) {
  for (const [name, args] of Object.entries(contenders)) {
    const tookMs = await timeToFirstWord(args)
    if (run >= 0) samples[name] = [...(samples[name] ?? []), tookMs]
  }
}

const rows = Object.entries(samples).map(([contender, all]) => ({
  contender,
  p50Ms: percentile(all, 0.5),
  p95Ms: percentile(all, 0.95),
  worstMs: Math.max(...all),
  runs: all.length,
}))
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim()
const machine = `${cpus().length} cores, Node ${process.version}, commit ${commit}, ${warmUps} warm-up runs thrown away`
process.stdout.write(
  [
    machine,
    '',
    '| contender | p50 ms | p95 ms | worst ms | runs |',
    '|---|---|---|---|---|',
    ...rows.map(
      ({ contender, p50Ms, p95Ms, worstMs, runs }) =>
        `| ${contender} | ${p50Ms.toFixed(0)} | ${p95Ms.toFixed(0)} | ${worstMs.toFixed(0)} | ${runs} |`,
    ),
    '',
  ].join('\n'),
)
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows }, null, 2)}\n`)

/** In ms. The process is in the folder of the sandbox's package, where its name means itself. */
async function timeToFirstWord(args: readonly string[]): Promise<number> {
  const startedAtMs = performance.now()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', ...args], {
    cwd: resolve(import.meta.dirname, '../packages/sandbox'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const [word] = await Promise.race([once(child.stdout, 'data'), ended])
  const tookMs = performance.now() - startedAtMs
  child.kill()
  await ended
  if (String(word) !== 'ready') throw new Error('A contender ended before it was ready.')
  return tookMs
}
