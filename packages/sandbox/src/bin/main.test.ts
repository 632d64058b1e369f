import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sandboxState } from '../control/contract.ts'
import { createApplicationSecrets } from '../discord/secrets.ts'

const main = fileURLToPath(new URL('main.ts', import.meta.url))

/** The command, from its sources, with exactly this environment beside PATH. */
function start(args: readonly string[], environment: Record<string, string> = {}) {
  const child: ChildProcess = spawn(process.execPath, ['--conditions=@kaltura-discord/source', main, ...args], {
    env: { PATH: process.env.PATH ?? '', ...environment },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  const ended = once(child, 'close')
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return {
    stop: () => child.kill('SIGINT'),
    async ended(): Promise<{ code: unknown; output: string }> {
      const [code] = await ended
      return { code, output }
    },
    async says(pattern: RegExp): Promise<string> {
      while (!pattern.test(output) && child.exitCode === null) await once(child.stdout ?? child, 'data')
      return output
    },
  }
}

describe('the command kaltura-discord-sandbox', () => {
  test('prints one address and the variables for a bot, serves both, and ends with Ctrl-C', async () => {
    const { botToken } = createApplicationSecrets('1100000000000000001')
    const command = start([
      '--port',
      '0',
      '--no-kaltura',
      '--token',
      botToken,
      '--token-variable',
      'MY_TOKEN',
      '--activity',
      'http://127.0.0.1:9',
    ])

    const output = await command.says(/Ctrl-C/)
    const url = /Open (\S+)/.exec(output)?.[1] ?? ''
    const state = sandboxState.safeParse(await (await fetch(`${url}/sandbox/state`)).json())
    const me = await fetch(`${url}/api/v10/users/@me`, { headers: { authorization: `Bot ${botToken}` } })
    command.stop()
    const { code } = await command.ended()

    expect(output).toContain(`\nMY_TOKEN=${botToken}\n`)
    expect(output).toContain(`api: '${url}/api'`)
    expect(output).toContain('"/" is http://127.0.0.1:9')
    expect(output).not.toMatch(/DISCORD_BOT_TOKEN|KALTURA_/)
    expect([state.success, me.status, code]).toEqual([true, 200, 0])
  })

  test.each([
    ['an unknown option', ['--prot', '1'], {}, 2, 'Usage: kaltura-discord-sandbox'],
    ['production', ['--port', '0'], { NODE_ENV: 'production' }, 1, 'NODE_ENV=production'],
    ['a token of no sandbox', ['--port', '0', '--token', 'mine'], {}, 1, 'This is no bot token of a sandbox.'],
  ])('refuses %s in words, without a stack', async (_, args, environment, code, words) => {
    const ended = await start(args, environment).ended()

    expect(ended).toMatchObject({ code, output: expect.stringContaining(words) })
    expect(ended.output).not.toMatch(/\n\s+at /)
  })
})
