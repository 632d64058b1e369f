import { describe, expect, test } from 'vitest'
import { done, refused } from './rpc-outcome.ts'
import { hello, ready, stage } from './staged-host.ts'

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

  test('an orientation lock reaches the page, and one that Discord does not have is refused', async () => {
    const { ask, locks, change } = ready()
    change('20', { device: 'phone' })
    expect(await ask('SET_ORIENTATION_LOCK_STATE', { lock_state: 3, grid_lock_state: null })).toMatchObject({ evt: null })
    expect(await ask('SET_ORIENTATION_LOCK_STATE', { lock_state: 9 })).toMatchObject({ data: { code: 4000 } })
    expect(locks).toEqual([{ lock_state: 3, grid_lock_state: null }])
  })

  test('sharing tells the page what others would read, and inviting a stranger is refused', async () => {
    const { ask, shared } = ready()
    expect(await ask('SHARE_INTERACTION', { command: 'watch', content: 'Come' })).toMatchObject({ data: { success: true } })
    expect(await ask('INVITE_USER_EMBEDDED', { user_id: '21' })).toMatchObject({ evt: null })
    expect(await ask('INVITE_USER_EMBEDDED', { user_id: '99' })).toMatchObject({ data: { code: 4010 } })
    expect(await ask('OPEN_SHARE_MOMENT_DIALOG', { mediaUrl: 'https://a.test/m.mp4' })).toMatchObject({ data: { code: 4006 } })
    await ask('AUTHENTICATE', { access_token: 'token' })
    expect(await ask('OPEN_SHARE_MOMENT_DIALOG', { mediaUrl: 'https://a.test/m.mp4' })).toMatchObject({ evt: null })

    expect(shared).toEqual(['/watch: Come', 'an invitation for Tom', 'https://a.test/m.mp4'])
  })

  test('people are found by id, friends need their scope, and there is neither a shop nor a quest', async () => {
    const { ask } = ready()
    expect(await ask('GET_USER', { id: '21' })).toMatchObject({ data: { id: '21', global_name: 'Tom' } })
    expect(await ask('GET_USER', { id: '99' })).toMatchObject({ evt: null, data: null })
    expect(await ask('GET_RELATIONSHIPS')).toMatchObject({ data: { code: 4006 } })
    expect(await ask('GET_SKUS_EMBEDDED')).toMatchObject({ data: { skus: [] } })
    expect(await ask('START_PURCHASE', { sku_id: '1' })).toMatchObject({ data: { code: 4000 } })
    expect(await ask('GET_QUEST')).toMatchObject({ data: { code: 4000 } })
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

  test('those of another device are as unknown as any', async () => {
    const { ask, change } = ready()
    expect(await ask('SET_ORIENTATION_LOCK_STATE', { lock_state: 3 })).toMatchObject({ evt: 'ERROR', data: { code: 4002 } })
    change('20', { device: 'phone' })
    expect(await ask('SET_CONFIG', { use_interactive_pip: true })).toMatchObject({ evt: 'ERROR', data: { code: 4002 } })
    expect(await ask('ENCOURAGE_HW_ACCELERATION')).toMatchObject({ evt: 'ERROR', data: { code: 4002 } })
  })

  test('inviting needs a server and the permission for it', async () => {
    expect(await ready({}, { guildId: '' }).ask('OPEN_INVITE_DIALOG')).toMatchObject({ data: { code: 4005 } })
    expect(await ready({ permissions: async () => done({ permissions: '2048' }) }).ask('OPEN_INVITE_DIALOG')).toMatchObject({
      data: { code: 4006 },
    })
    expect(await ready().ask('OPEN_INVITE_DIALOG')).toMatchObject({ evt: null })
  })

  test('without a token AUTHENTICATE is refused with 4009', async () => {
    expect(await ready().ask('AUTHENTICATE', {})).toMatchObject({ evt: 'ERROR', data: { code: 4009 } })
  })

  test('a broken frame that says which answer it waits for gets 4000, and the next one works', async () => {
    const { host, posted, ask } = ready()
    host.receive([1, { cmd: { of: 'something' }, nonce: 'n1' }])
    host.receive([1, { cmd: 'x'.repeat(101), nonce: 'n2' }])

    expect(posted).toMatchObject([
      [1, { evt: 'ERROR', data: { code: 4000 }, nonce: 'n1' }],
      [1, { evt: 'ERROR', data: { code: 4000 }, nonce: 'n2' }],
    ])
    expect(await ask('GET_PLATFORM_BEHAVIORS')).toMatchObject({ evt: null })
  })

  test('a fault holds an answer back, or makes it an error, for the commands that it names', async () => {
    const { ask, posted } = ready({
      faultOf: async (command) =>
        command === 'GET_USER' ? { kind: 'silent' } : command.startsWith('SUBSCRIBE') ? { kind: 'error', code: 1000 } : { kind: 'none' },
    })
    await ask('GET_USER', { id: '21' })
    expect(posted).toEqual([])
    expect(await ask('SUBSCRIBE')).toMatchObject({ evt: 'ERROR', data: { code: 1000 } })
    expect(await ask('GET_SKUS_EMBEDDED')).toMatchObject({ evt: null })
  })

  test('after Discord hung up nothing is answered, and a frame that is loaded anew hears of it again', async () => {
    const { host, posted, ask } = ready()
    host.end(4003, 'Token revoked')
    host.end(4003, 'Token revoked')
    await ask('GET_PLATFORM_BEHAVIORS')
    host.receive([0, hello])

    expect(posted).toEqual([
      [2, { code: 4003, message: 'Token revoked' }],
      [2, { code: 4003, message: 'Token revoked' }],
    ])
  })

  test('CLOSE from the Activity reaches the page with its words', () => {
    const { host, closed } = ready()
    host.receive([2, { code: 4003, message: 'bye' }])

    expect(closed).toEqual([{ code: 4003, message: 'bye' }])
  })

  test('what is not of the protocol is ignored', () => {
    const { host, posted } = ready()
    for (const junk of [
      null,
      'x',
      7,
      {},
      [],
      [1],
      [1, null],
      ['1', {}],
      [1, { cmd: 5 }],
      [1, { cmd: 'GET_USER', nonce: '' }],
      [2, 'no'],
      [0, []],
    ])
      host.receive(junk)

    expect(posted).toEqual([])
  })
})
