import { exampleScenarios } from '@kaltura-discord/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEverything } from './party.ts'

let everything: Awaited<ReturnType<typeof startEverything>>

beforeAll(async () => {
  everything = await startEverything()
})
afterAll(() => everything?.close())

test.each(exampleScenarios.map((scenario) => ({ name: scenario.name, scenario })))(
  '“$name” can be played with our own bot',
  async ({ scenario }) => {
    const { sandbox } = everything

    await sandbox.play({ ...scenario, steps: scenario.steps.map((step) => ({ ...step, afterMs: Math.min(step.afterMs, 200) })) })

    expect(sandbox.state().scenario).toMatchObject({ kind: 'ended', of: scenario.steps.length })
    expect(sandbox.state().instances).toHaveLength(1)
  },
)
