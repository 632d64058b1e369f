import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('a test of a bot runs in node:test as it would in vitest', { timeout: 30_000 }, async () => {
  const example = fileURLToPath(new URL('../../fixtures/examples/watch.ts', import.meta.url))
  const { NODE_TEST_CONTEXT: _ours, ...environment } = process.env
  const child = spawn(process.execPath, ['--conditions=@kaltura-discord/source', '--test', '--test-reporter=tap', example], {
    env: environment,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))

  const [code] = await once(child, 'close')

  expect(output).toContain('ok 1 - the bot shows a video, and its button opens the activity')
  expect(code).toBe(0)
})
