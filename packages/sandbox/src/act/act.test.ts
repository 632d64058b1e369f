import { describe, expect, onTestFinished, test } from 'vitest'
import type { Sandbox } from '../running-sandbox.ts'
import { kaltura, startPlay } from '../testing/bot-played-by-the-test.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { startSandbox } from '../testing/sandbox-under-test.ts'

describe('waiting', () => {
  const post = (sandbox: Sandbox, content: string) => sandbox.discord.messages.post({ channelId: channelOf(sandbox), draft: { content } })
  const channelOf = (sandbox: Sandbox) => sandbox.state().channels[0]?.id ?? ''

  test('for a message gives the newest that is there already, or the first that comes', async () => {
    const { sandbox } = await startPlay()
    for (const content of ['ready: one', 'ready: two', 'other']) post(sandbox, content)

    const there = await sandbox.waitForMessage((message) => message.content.startsWith('ready'))
    const coming = sandbox.waitForMessage((message) => message.content === 'later')
    post(sandbox, 'later')

    expect(there.content).toBe('ready: two')
    await expect(coming).resolves.toMatchObject({ content: 'later' })
  })

  test('ends when the time is over, when the predicate fails, and when the sandbox is closed', async () => {
    const { sandbox, clock } = await startPlay()

    const late = sandbox.waitForMessage(() => false, { withinMs: 500 })
    const broken = sandbox.waitForMessage((message) => {
      throw new Error(`cannot read ${message.content}`)
    })
    const closed = sandbox.waitForMessage(() => false)
    const settled = Promise.all([
      expect(late).rejects.toMatchObject({ code: 'sandbox.did-not-happen', message: 'No message fitted within 500 ms; there were 1.' }),
      expect(broken).rejects.toThrow('cannot read hello'),
      expect(closed).rejects.toThrow('The sandbox was closed.'),
    ])
    post(sandbox, 'hello')
    clock.advance(500)
    await sandbox.close()

    await settled
    await expect(sandbox.waitForCommands()).rejects.toThrow('The sandbox was closed.')
  })

  test('for commands ends when the bot is connected and has registered one, and says which of the two is missing', async () => {
    const clock = createManualClock()
    const { sandbox } = await startSandbox({ clock })
    onTestFinished(() => sandbox.close())
    const { commands, store } = sandbox.discord
    const goOnline = () =>
      store.change((world) => {
        world.botOnline = true
      })

    const offline = sandbox.waitForCommands({ withinMs: 100 })
    const settled = expect(offline).rejects.toThrow('The bot did not connect to the gateway within 100 ms.')
    clock.advance(100)
    await settled
    goOnline()
    const idle = sandbox.waitForCommands({ withinMs: 100 })
    const alsoSettled = expect(idle).rejects.toThrow('The bot registered no command within 100 ms.')
    clock.advance(100)
    await alsoSettled
    const ready = sandbox.waitForCommands()
    commands.create(undefined, kaltura)

    await expect(ready).resolves.toBeUndefined()
  })
})

describe('the people', () => {
  test('have an owner of the guild among them, who may use what is for administrators', async () => {
    const { sandbox, answer } = await startPlay()
    sandbox.discord.commands.create(undefined, { type: 1, name: 'admin', description: 'Admin', default_member_permissions: '8' })

    const reply = sandbox.as('owner').use('/admin')
    answer({ type: 4, data: { content: 'Done' } })

    await expect(reply).resolves.toMatchObject({ message: { content: 'Done' } })
    await expect(sandbox.as('manager').use('/admin')).rejects.toThrow('Mara may not use /admin.')
  })
})

test('an application without Activities has no entry point, and lets its bot overwrite all commands', async () => {
  const { sandbox, rest } = await startSandbox({ activities: false })

  const answer = await rest('PUT', `/applications/${sandbox.environment.DISCORD_APPLICATION_ID}/commands`, {
    body: [{ type: 1, name: 'ping', description: 'Ping' }],
  })

  expect([answer.status, sandbox.state().commands.map((command) => command.name)]).toEqual([200, ['ping']])
})
