import { describe, expect, test } from 'vitest'
import { done } from './rpc-outcome.ts'
import { hello, ready, settle } from './staged-host.ts'

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

  test('tell what changed about the screen, and only that', async () => {
    const { host, posted, screen } = ready()
    for (const evt of ['ORIENTATION_UPDATE', 'ACTIVITY_LAYOUT_MODE_UPDATE', 'THERMAL_STATE_UPDATE'])
      host.receive([1, { cmd: 'SUBSCRIBE', evt, nonce: evt }])
    await settle()
    posted.length = 0
    host.screenChanged()
    Object.assign(screen, { layoutMode: 1 })
    host.screenChanged()
    Object.assign(screen, { landscape: false, thermalState: 3 })
    host.screenChanged()

    expect(posted.map(([, payload]) => 'data' in payload && payload.data)).toEqual([
      { layout_mode: 1 },
      { screen_orientation: 0, orientation: 'portrait' },
      { thermal_state: 3 },
    ])
  })

  test('to another guild get 4003, to this one the member as they are now and whenever they change', async () => {
    const { host, posted, ask } = ready({
      authenticate: async () => done({ scopes: ['identify', 'guilds.members.read', 'rpc.voice.read'] }),
    })
    await ask('AUTHENTICATE', { access_token: 'token' })
    const subscribe = async (evt: string, args: unknown) => {
      posted.length = 0
      host.receive([1, { cmd: 'SUBSCRIBE', evt, args, nonce: 'a' }])
      await settle()
      return posted.map(([, payload]) => 'data' in payload && payload.data)
    }

    expect(await subscribe('CURRENT_GUILD_MEMBER_UPDATE', { guild_id: '99' })).toMatchObject([{ code: 4003 }])
    expect(await subscribe('VOICE_STATE_UPDATE', { channel_id: '99' })).toMatchObject([{ code: 4005 }])
    expect(await subscribe('VOICE_STATE_UPDATE', { channel_id: '11' })).toEqual([{ evt: 'VOICE_STATE_UPDATE' }])
    expect((await subscribe('CURRENT_GUILD_MEMBER_UPDATE', { guild_id: '10' })).at(1)).toMatchObject({ user_id: '20', nick: 'Mara' })
    host.memberChanged()
    expect(posted.length).toBe(3)
  })

  test('do not survive a new handshake', async () => {
    const { host, posted, screen } = ready()
    host.receive([1, { cmd: 'SUBSCRIBE', evt: 'THERMAL_STATE_UPDATE', nonce: 'a' }])
    await settle()
    host.receive([0, hello])
    posted.length = 0
    screen.thermalState = 2
    host.screenChanged()
    host.participantsChanged()

    expect(posted).toEqual([])
  })
})
