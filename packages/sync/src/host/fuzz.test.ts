import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyScript } from '../testing/arbitrary-script.ts'
import { playScript, type ScriptLine, scriptOf } from '../testing/gate-script.ts'

const folder = resolve(import.meta.dirname, '../../fixtures/fuzz')
const seconds = Number(process.env.FUZZ_SECONDS ?? 3)

test('[FZ1] whatever clients send, in whatever order, the gate keeps what it promises', { timeout: seconds * 3000 + 10_000 }, async () => {
  const outcome = await fc.check(
    fc.asyncProperty(anyScript, (script) => playScript(script)),
    { numRuns: 1e9, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false },
  )
  if (outcome.counterexample) await keep(outcome.counterexample[0], outcome.seed)

  expect(outcome.failed ? `Again: FUZZ_SEED=${outcome.seed} npm run fuzz\n${fc.defaultReportMessage(outcome)}` : undefined).toBeUndefined()
  expect(outcome.numRuns).toBeGreaterThan(10)
})

test.each(globSync('*.jsonl', { cwd: folder }).sort())('[FZ2] what went wrong once goes well for ever: %s', async (file) => {
  const script = scriptOf(readFileSync(join(folder, file), 'utf8'))

  expect(script).not.toEqual([])
  await playScript(script)
})

/** Beside the tests for ever, as a log that `npm run replay` draws. */
async function keep(script: ScriptLine[], seed: number): Promise<void> {
  const lines: string[] = []
  await playScript(script, (line) => void lines.push(line)).catch(() => {})
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${seed}.jsonl`), `${lines.join('\n')}\n`)
}
