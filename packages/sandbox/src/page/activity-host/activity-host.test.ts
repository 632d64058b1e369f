import { describe, expect, test } from 'vitest'
import { createActivityHost } from './activity-host.ts'
import { participantsOf } from './participant.ts'
import { done, type RpcOutcome, refused } from './rpc-outcome.ts'
import type { HostMessage } from './wire.ts'

describe('the handshake', () => {
  test('is answered with READY', async () => {
    const { host, posted } = stage()
    host.receive([0, hello])

    expect(posted).toMatchObject([
      [1, { cmd: 'DISPATCH', evt: 'READY', nonce: null, data: { v: 1, config: { environment: 'production' } } }],
    ])
  })

  test('of another version, encoding or client id closes with the code of each', () => {
    const { host, posted } = stage()
    host.receive([0, { ...hello, v: 2 }])
    host.receive([0, { ...hello, encoding: 'etf' }])
    host.receive([0, { ...hello, client_id: 'mine' }])

    expect(posted.map(([op, payload]) => [op, 'code' in payload && payload.code])).toEqual([
      [2, 4004],
      [2, 4005],
      [2, 4000],
    ])
  })

  test('of another frame is not answered, and commands before one are not either', async () => {
    const { host, posted, ask } = stage()
    host.receive([0, { ...hello, frame_id: 'other' }])
    await ask('GET_PLATFORM_BEHAVIORS')

    expect(posted).toEqual([])
  })
})

describe('commands', () => {
  test('an unknown one is refused with 4002', async () => {
    const { ask } = ready()
    expect(await ask('TELEPORT')).toMatchObject({ evt: 'ERROR', data: { code: 4002 }, nonce: 'n1' })
  })

  test('one that needs a scope is refused with 4006 until AUTHENTICATE granted it', async () => {
    const { ask } = ready()
    expect(await ask('USER_SETTINGS_GET_LOCALE')).toMatchObject({ evt: 'ERROR', data: { code: 4006 } })
    await ask('AUTHENTICATE', { access_token: 'token' })

    expect(await ask('USER_SETTINGS_GET_LOCALE')).toMatchObject({ evt: null, data: { locale: 'en-GB' } })
    expect(await ask('SET_ACTIVITY', { activity: { type: 3 } })).toMatchObject({ evt: 'ERROR', data: { code: 4006 } })
  })

  test('a refused AUTHENTICATE passes the server’s code on and grants nothing', async () => {
    const { ask } = ready({ authenticate: async () => refused(4009, 'Invalid token') })
    expect(await ask('AUTHENTICATE', { access_token: 'no' })).toMatchObject({
      evt: 'ERROR',
      data: { code: 4009, message: 'Invalid token' },
    })
    expect(await ask('USER_SETTINGS_GET_LOCALE')).toMatchObject({ data: { code: 4006 } })
  })

  test('AUTHORIZE for another application is refused with 4007 and never reaches the server', async () => {
    const { ask } = ready({ authorize: async () => done({ code: 'c' }) })
    expect(await ask('AUTHORIZE', { client_id: '999', scope: ['identify'] })).toMatchObject({ evt: 'ERROR', data: { code: 4007 } })
    expect(await ask('AUTHORIZE', { client_id: '110', scope: ['identify'] })).toMatchObject({ evt: null, data: { code: 'c' } })
  })

  test('malformed arguments are refused with 4000', async () => {
    const { ask } = ready()
    expect(await ask('OPEN_EXTERNAL_LINK', { url: 'javascript:alert(1)' })).toMatchObject({ evt: 'ERROR', data: { code: 4000 } })
    expect(await ask('SHARE_LINK', { message: 'x'.repeat(1001) })).toMatchObject({ evt: 'ERROR', data: { code: 4000 } })
  })

  test('participants carry every field that the SDK insists on', async () => {
    const { ask } = ready()
    expect(await ask('GET_ACTIVITY_INSTANCE_CONNECTED_PARTICIPANTS')).toMatchObject({
      data: {
        participants: [
          { id: '20', username: 'mara', discriminator: '0', avatar: null, flags: 0, bot: false, global_name: 'Mara', nickname: 'Mara' },
        ],
      },
    })
  })

  test('CLOSE from the Activity reaches the page with its words', () => {
    const { host, closed } = ready()
    host.receive([2, { code: 4003, message: 'bye' }])

    expect(closed).toEqual([{ code: 4003, message: 'bye' }])
  })

  test('what is not of the protocol is ignored', () => {
    const { host, posted } = ready()
    for (const junk of [null, 'x', 7, {}, [], [1], [1, null], ['1', {}], [1, { cmd: 5 }], [2, 'no'], [0, []]]) host.receive(junk)

    expect(posted).toEqual([])
  })
})

describe('subscriptions', () => {
  test('are answered first, then told the current value, with the deprecated orientation that the SDK needs', async () => {
    const { host, posted } = ready()
    host.receive([1, { cmd: 'SUBSCRIBE', evt: 'ORIENTATION_UPDATE', nonce: 'a' }])
    await settle()

    expect(posted).toEqual([
      [1, { cmd: 'SUBSCRIBE', evt: null, data: { evt: 'ORIENTATION_UPDATE' }, nonce: 'a' }],
      [1, { cmd: 'DISPATCH', evt: 'ORIENTATION_UPDATE', data: { screen_orientation: 1, orientation: 'landscape' }, nonce: null }],
    ])
  })

  test('to an event without its scope get 4006, to an event that does not exist 4004', async () => {
    const { host, posted } = ready()
    host.receive([1, { cmd: 'SUBSCRIBE', evt: 'SPEAKING_START', nonce: 'a' }])
    host.receive([1, { cmd: 'SUBSCRIBE', evt: 'LUNCH', nonce: 'b' }])
    await settle()

    expect(posted).toMatchObject([
      [1, { evt: 'ERROR', data: { code: 4006 }, nonce: 'a' }],
      [1, { evt: 'ERROR', data: { code: 4004 }, nonce: 'b' }],
    ])
  })

  test('participants are told on change while subscribed, and no longer after', async () => {
    const { host, posted } = ready()
    host.participantsChanged()
    host.receive([1, { cmd: 'SUBSCRIBE', evt: 'ACTIVITY_INSTANCE_PARTICIPANTS_UPDATE', nonce: 'a' }])
    await settle()
    host.participantsChanged()
    host.receive([1, { cmd: 'UNSUBSCRIBE', evt: 'ACTIVITY_INSTANCE_PARTICIPANTS_UPDATE', nonce: 'b' }])
    await settle()
    host.participantsChanged()

    expect(posted.map(([, payload]) => 'cmd' in payload && payload.cmd)).toEqual(['SUBSCRIBE', 'DISPATCH', 'DISPATCH', 'UNSUBSCRIBE'])
  })

  test('do not survive a new handshake', async () => {
    const { host, posted } = ready()
    host.receive([1, { cmd: 'SUBSCRIBE', evt: 'THERMAL_STATE_UPDATE', nonce: 'a' }])
    await settle()
    host.receive([0, hello])
    posted.length = 0
    host.screenChanged()
    host.participantsChanged()

    expect(posted).toEqual([])
  })
})

const hello = { v: 1, encoding: 'json', client_id: '110', frame_id: 'f-1', sdk_version: '2.5.0' }
const mara = { userId: '20', username: 'mara', displayName: 'Mara', part: 'manager' as const, roles: [], color: '#fff' }
const instance = {
  instanceId: 'i-1',
  channelId: '11',
  frames: [
    { userId: '20', url: 'http://a.test/?frame_id=f-1' },
    { userId: '99', url: 'http://a.test/?frame_id=f-2' },
  ],
}

type Answers = { authorize: () => Promise<RpcOutcome>; authenticate: () => Promise<RpcOutcome> }

function stage(answers: Partial<Answers> = {}) {
  const posted: HostMessage[] = []
  const closed: { code: number; message: string | undefined }[] = []
  const host = createActivityHost({
    frameId: 'f-1',
    channel: { id: '11', name: 'watch-party', guildId: '10' },
    locale: 'en-GB',
    participants: () => participantsOf(instance, [mara]),
    screen: () => ({ landscape: true, layoutMode: 0 }),
    post: (message) => posted.push(message),
    control: {
      authorize: async () => done({ code: 'code' }),
      authenticate: async () => done({ access_token: 'token', scopes: ['identify'], user: {}, application: {}, expires: '' }),
      ...answers,
    },
    client: {
      openExternalLink: async () => true,
      openInvite: () => {},
      shareLink: () => {},
      showActivity: () => {},
      closed: (code, message) => closed.push({ code, message }),
    },
  })
  const ask = async (cmd: string, args: unknown = {}) => {
    host.receive([1, { cmd, args, nonce: 'n1' }])
    await settle()
    return posted.at(-1)?.[1]
  }
  return { host, posted, closed, ask }
}

function ready(answers: Partial<Answers> = {}) {
  const staged = stage(answers)
  staged.host.receive([0, hello])
  staged.posted.length = 0
  return staged
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
