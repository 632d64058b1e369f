import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import { channelId, eventually, guest, manager, member, type SandboxUnderTest, startSandbox } from '../testing/sandbox-under-test.ts'
import { sandboxState } from './contract.ts'

async function register(under: SandboxUnderTest, change: object = {}) {
  const { json } = await under.rest('POST', `/applications/${under.sandbox.environment.DISCORD_APPLICATION_ID}/commands`, {
    body: {
      name: 'watch',
      description: 'Watch',
      options: [{ type: 3, name: 'video', description: 'Which', autocomplete: true, required: true }],
      ...change,
    },
  })
  return json.id as string
}
const video = [{ name: 'video', type: 3, value: '0_abc' }]

/** `fetch` may not choose its Host. */
const asHost = (url: string, host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    request(`${url}/sandbox/health`, { headers: { host } }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })

describe('the control API', () => {
  test('tells a sibling that this is a sandbox, and gives a state that keeps the contract', async () => {
    const { control } = await startSandbox()

    const health = await control('GET', '/health')
    const { json } = await control('GET', '/state')

    expect(health.json).toEqual({ product: 'kaltura-discord sandbox' })
    expect(sandboxState.parse(json)).toMatchObject({
      members: [{ part: 'manager' }, { part: 'member' }, { part: 'guest', roles: [] }],
      bot: { online: false },
      kaltura: { entries: [], deliveries: [], meetings: [], beacons: [] },
    })
  })

  test('answers no other web page and no other name', async () => {
    const { control, sandbox } = await startSandbox()

    const page = await control('GET', '/state', undefined, { origin: 'https://evil.example' })
    const own = await control('GET', '/state', undefined, { origin: sandbox.url })
    const activity = await control('GET', '/state', undefined, { origin: sandbox.activityOrigin })

    expect([page.status, own.status, activity.status]).toEqual([403, 200, 403])
    expect(await Promise.all(['evil.example', 'localhost', '127.0.0.1:80'].map((host) => asHost(sandbox.url, host)))).toEqual([
      403, 200, 200,
    ])
  })

  test('sends the state at once and after every change', async () => {
    const { control, rest, sandbox } = await startSandbox()
    const stopping = new AbortController()
    const response = await fetch(`${sandbox.url}/sandbox/events`, { signal: stopping.signal })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const pump = async (): Promise<void> => {
      const { value, done } = (await reader?.read()) ?? { done: true }
      text += value ?? ''
      if (!done) await pump()
    }
    const pumping = pump().catch(() => undefined)
    const states = () =>
      text.split('\n\n').flatMap((event) => (event.startsWith('event: state\ndata: ') ? [JSON.parse(event.slice(19))] : []))
    await eventually(() => states().length === 1)

    await rest('POST', `/channels/${channelId}/messages`, { body: { content: 'news' } })
    await eventually(() => states().at(-1)?.messages.length === 1)

    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect((await control('GET', '/state')).json).toEqual(states().at(-1))
    stopping.abort()
    await pumping
  })

  test('lets a person send only what their client would', async () => {
    const under = await startSandbox()
    const commandId = await register(under, { default_member_permissions: '32' })
    const use = (change: object, userId: string = manager) =>
      under.control('POST', `/members/${userId}/commands`, { channelId, commandId, options: video, ...change })

    const answers = await Promise.all([
      use({}),
      use({}, guest),
      use({}, '1'),
      use({ channelId: '1' }),
      use({ commandId: '1' }),
      use({ options: [] }),
      use({ options: [{ name: 'video', type: 4, value: 1 }] }),
      use({ options: 'x' }),
    ])

    expect(answers.map(({ status, json }) => [status, json.code])).toEqual([
      [202, undefined],
      [403, 'command.forbidden'],
      [404, 'member.unknown'],
      [404, 'channel.unknown'],
      [404, 'command.unknown'],
      [400, 'options.wrong'],
      [400, 'options.wrong'],
      [400, 'body.malformed'],
    ])
  })

  test('shows a person, and only them, that nobody answered their command', async () => {
    const clock = createManualClock()
    const under = await startSandbox({ clock })
    const commandId = await register(under)

    await under.control('POST', `/members/${member}/commands`, { channelId, commandId, options: video })
    clock.advance(2_999)
    const before = under.sandbox.state().messages
    clock.advance(1)

    expect(before).toEqual([])
    expect(under.sandbox.state().messages).toMatchObject([
      { state: 'failed', onlyFor: member, answers: { label: '/watch', userName: 'Tom' } },
    ])
  })

  test('says that loading options failed when the bot is silent', async () => {
    const clock = createManualClock()
    const under = await startSandbox({ clock })
    const commandId = await register(under)

    const asked = under.control('POST', `/members/${member}/autocomplete`, {
      channelId,
      commandId,
      options: [{ ...video[0], focused: true }],
    })
    await eventually(() => under.sandbox.discord.store.world.interactions.size === 1)
    clock.advance(3_000)

    expect(await asked).toMatchObject({ status: 504, json: { code: 'autocomplete.silent' } })
    expect(under.sandbox.state().messages).toEqual([])
  })

  test('lets people click only buttons that they see and that work', async () => {
    const under = await startSandbox()
    const button = { type: 2, style: 1, label: 'Go', custom_id: 'go' }
    const { json } = await under.rest('POST', `/channels/${channelId}/messages`, {
      body: { content: 'x', components: [{ type: 1, components: [button, { ...button, custom_id: 'off', disabled: true }] }] },
    })
    const click = (customId: string, messageId: string = json.id) =>
      under.control('POST', `/members/${guest}/components`, { messageId, customId })

    const answers = await Promise.all([click('go'), click('off'), click('none'), click('go', '1')])

    expect(answers.map(({ status }) => status)).toEqual([202, 404, 404, 404])
  })

  test('lets nobody click in a message that only someone else sees', async () => {
    const under = await startSandbox()
    const { messages } = under.sandbox.discord
    const button = { type: 2, style: 1, label: 'Go', custom_id: 'go' }
    const { id } = messages.post({ channelId, draft: { components: [{ type: 1, components: [button] }] }, onlyFor: manager })
    const click = (userId: string) => under.control('POST', `/members/${userId}/components`, { messageId: id, customId: 'go' })

    expect([(await click(guest)).status, (await click(manager)).status]).toEqual([404, 202])
  })

  test('opens the activity by Discord’s own entry point, and moves a person from one to the next', async () => {
    const under = await startSandbox()
    const { json: commands } = await under.rest('GET', `/applications/${under.sandbox.environment.DISCORD_APPLICATION_ID}/commands`)
    const launch = (userId: string, where: string) =>
      under.control('POST', `/members/${userId}/commands`, { channelId: where, commandId: commands[0].id, options: [] })
    const [here = '', there = ''] = under.sandbox.state().channels.map((channel) => channel.id)

    await launch(manager, here)
    await launch(member, here)
    await launch(manager, there)
    const [first, second] = under.sandbox.state().instances
    const joined = await under.control('POST', `/members/${guest}/instances/${second?.instanceId}/join`)
    const left = await under.control('POST', `/members/${member}/instances/${first?.instanceId}/leave`)
    const leftAgain = await under.control('POST', `/members/${member}/instances/${first?.instanceId}/leave`)
    const tooLate = await under.control('POST', `/members/${guest}/instances/${first?.instanceId}/join`)

    expect([first?.frames, second?.frames].map((frames) => frames?.map((frame) => frame.userId))).toEqual([[member], [manager]])
    expect([joined.status, left.status, leftAgain.status, tooLate.status]).toEqual([204, 204, 204, 404])
    expect(under.sandbox.state().instances.map((instance) => instance.frames.length)).toEqual([2])
  })

  test('says that there is no Kaltura when it runs without one', async () => {
    const { control } = await startSandbox()

    expect(await control('POST', '/kaltura/recordings')).toMatchObject({ status: 503, json: { code: 'kaltura.absent' } })
  })
})
