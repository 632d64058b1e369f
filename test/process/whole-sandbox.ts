import { resolve } from 'node:path'
import type { Sandbox } from '@kaltura-discord/sandbox'
import { afterAll, beforeAll } from 'vitest'
import { startSandbox } from '../../scripts/start/sandbox.ts'

/** All that `npm start` starts, once for the tests of a file, on a port of its own; the bot's commands are there. */
export function wholeSandbox(): () => Sandbox {
  let everything: Awaited<ReturnType<typeof startSandbox>>
  beforeAll(async () => {
    const progress = { step: () => undefined, say: () => undefined }
    everything = await startSandbox({ root: resolve(import.meta.dirname, '../..'), progress, port: 0 })
    await everything.sandbox.waitForCommands()
  })
  afterAll(() => everything?.close())
  return () => everything.sandbox
}
