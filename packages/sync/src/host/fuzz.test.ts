import { resolve } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replayLog } from '../recorder/index.ts'
import { anyScript } from '../testing/arbitrary-script.ts'
import { playScript, scriptOf } from '../testing/gate-script.ts'
import { createKeptScripts } from '../testing/kept-scripts.ts'

const folder = resolve(import.meta.dirname, '../../fixtures/fuzz')
const kept = createKeptScripts({ folder, scriptOf, play: playScript })
const seconds = Number(process.env.FUZZ_SECONDS ?? 3)

test('[FZ1] whatever clients send, in whatever order, the gate keeps what it promises', { timeout: seconds * 3000 + 10_000 }, async () => {
  const outcome = await fc.check(
    fc.asyncProperty(anyScript, (script) => playScript(script)),
    { numRuns: 1e9, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false },
  )
  if (outcome.counterexample) await kept.keep(outcome.counterexample[0], outcome.seed)

  expect(outcome.failed ? `Again: FUZZ_SEED=${outcome.seed} npm run fuzz\n${fc.defaultReportMessage(outcome)}` : undefined).toBeUndefined()
  expect(outcome.numRuns).toBeGreaterThan(3)
})

test.each(kept.files)('[FZ2] what went wrong once goes well for ever: %s', kept.run)

test.each(kept.files)('[FZ2] what is kept of it can be run again without a divergence: %s', (file) => {
  const log = kept.log(file)

  expect(scriptOf(log)).not.toEqual([])
  expect(replayLog(log)).toMatchObject({ divergences: [], checked: expect.toSatisfy((checked) => checked > 0) })
})
