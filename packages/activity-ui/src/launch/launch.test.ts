import { createApiClient } from '@kaltura-discord/api'
import { UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { placeOf } from '../discord/place.ts'
import { type LaunchState, launch } from './launch.ts'

const place = { instanceId: 'i-1', guildId: '1100000000000000010', channelId: '1100000000000000011' }
const bootstrap = {
  entry: { id: '0_lecture1', name: 'Orbits', description: '', durationS: 60, kind: 'video' },
  member: { id: '1100000000000000021', name: 'Tom', role: 'member' },
  player: { partnerId: 1, uiConfId: 2, scriptPath: '/kaltura/player', doorPath: '/api/v1/media/main', ks: 'ks' },
  mayInvite: false,
  roomTicket: 'first ticket',
  roomPath: '/api/v1/rooms/socket?room=i-1',
}
const answers: Record<string, unknown> = {
  '/api/v1/activity': { clientId: '1100000000000000001' },
  '/api/v1/activity/sign-in': { state: 'state', codeChallenge: 'challenge', codeChallengeMethod: 'S256' },
  '/api/v1/activity/sign-in/finish': {
    discordAccessToken: 'discord token',
    bearer: 'bearer',
    user: { id: '1100000000000000021', name: 'Tom' },
  },
  '/api/v1/activity/bootstrap': bootstrap,
  '/api/v1/activity/room-ticket': { roomTicket: 'fresh ticket' },
}

/** A launch against a server and a Discord that keep what they hear. */
async function scene(overrides: { answers?: Record<string, unknown>; refuses?: boolean } = {}) {
  const states: LaunchState[] = []
  const heard: string[] = []
  await launch({
    place,
    createApi: (bearer) =>
      createApiClient({
        baseUrl: '',
        token: bearer,
        fetch: async (url, init) => {
          heard.push(`${url} ${new Headers(init?.headers).get('authorization') ?? '-'}`)
          const answer = { ...answers, ...overrides.answers }[String(url)]
          return new Response(JSON.stringify(answer), {
            status: typeof answer === 'object' && answer !== null && 'status' in answer ? Number(answer.status) : 200,
          })
        },
      }),
    connectDiscord: async (clientId) => ({
      async authorize(challenge) {
        heard.push(`authorize ${clientId} ${JSON.stringify(challenge)}`)
        if (overrides.refuses) throw new UnavailableError('Discord did not confirm who you are.')
        return 'code'
      },
      async authenticate(token) {
        heard.push(`authenticate ${token}`)
      },
    }),
    onState: (state) => states.push(state),
  })
  return { states, heard }
}

describe('a launch', () => {
  test('goes through Discord, sign-in and bootstrap, and says each step', async () => {
    const { states, heard } = await scene()

    expect(states.map((state) => (state.kind === 'starting' ? state.step : state.kind))).toEqual(['discord', 'sign-in', 'video', 'ready'])
    expect(heard).toEqual([
      '/api/v1/activity -',
      '/api/v1/activity/sign-in -',
      'authorize 1100000000000000001 {"state":"state","codeChallenge":"challenge","codeChallengeMethod":"S256"}',
      '/api/v1/activity/sign-in/finish -',
      'authenticate discord token',
      '/api/v1/activity/bootstrap Bearer bearer',
    ])
  })

  test('uses the ticket it has once, and asks for a fresh one for each reconnect', async () => {
    const { states } = await scene()
    const ready = states.at(-1)
    const tickets = ready?.kind === 'ready' ? [await ready.renewTicket(), await ready.renewTicket(), await ready.renewTicket()] : []

    expect(tickets).toEqual(['first ticket', 'fresh ticket', 'fresh ticket'])
  })

  test('shows the server’s own sentence when it refuses, and the id to ask for help with', async () => {
    const refusal = {
      code: 'entry-unknown',
      title: 'This video is not available here.',
      status: 403,
      retryable: false,
      supportId: '4bf9-2f35',
    }
    const { states } = await scene({ answers: { '/api/v1/activity/bootstrap': refusal } })

    expect(states.at(-1)).toEqual({ kind: 'failed', sentence: 'This video is not available here.', again: false, supportId: '4bf9-2f35' })
  })

  test('offers another try when Discord did not answer', async () => {
    const { states } = await scene({ refuses: true })

    expect(states.at(-1)).toEqual({ kind: 'failed', sentence: 'Discord did not confirm who you are.', again: true })
  })
})

describe('an Activity that was opened by itself', () => {
  const continuation = { entry: bootstrap.entry, positionS: 30, queue: [] }
  const unchosen = { code: 'activity.no-programme', title: 'Nothing was chosen to watch here yet.', status: 404, retryable: true }
  const opened = {
    '/api/v1/activity/bootstrap': unchosen,
    '/api/v1/activity/continuation': { continuation },
    '/api/v1/activity/start': { ...bootstrap, continuation },
  }
  /** What it comes to once Tom says that he wants to go on. */
  async function goneOn(answers: Record<string, unknown>) {
    const { states, heard } = await scene({ answers })
    const state = states.at(-1)
    if (state?.kind !== 'unchosen') throw new Error('nothing to go on with')
    state.goOn()
    await expect.poll(() => states.at(-1)?.kind).toMatch(/ready|failed/)
    return { states, heard }
  }

  test('offers what the channel did not watch to its end, and chooses it for everybody when that is wanted', async () => {
    const { states, heard } = await goneOn(opened)

    expect(states.slice(-3)).toMatchObject([
      { kind: 'unchosen', continuation },
      { kind: 'starting', step: 'video' },
      { kind: 'ready', goesOn: true, bootstrap: { continuation } },
    ])
    expect(heard.slice(-2)).toEqual(['/api/v1/activity/continuation Bearer bearer', '/api/v1/activity/start Bearer bearer'])
  })

  test('joins what somebody else chose meanwhile, and moves nobody there', async () => {
    const chosen = { ...bootstrap, entry: { ...bootstrap.entry, id: '0_other' }, continuation }
    const { states } = await goneOn({ ...opened, '/api/v1/activity/start': chosen })

    expect(states.at(-1)).toMatchObject({ kind: 'ready', goesOn: false, bootstrap: { entry: { id: '0_other' } } })
  })

  test('says the server’s words when it may not be chosen any more', async () => {
    const title = 'You can join, but not start a watch party here.'
    const refused = { code: 'member-may-not-start', title, status: 403, retryable: false }
    const { states } = await goneOn({ ...opened, '/api/v1/activity/start': refused })

    expect(states.at(-1)).toMatchObject({ kind: 'failed', sentence: title, again: false })
  })

  test('says that nothing was chosen where there is nothing to go on with', async () => {
    const { states } = await scene({ answers: { ...opened, '/api/v1/activity/continuation': {} } })

    expect(states.at(-1)).toMatchObject({ kind: 'failed', sentence: unchosen.title, again: true })
  })
})

describe('the place', () => {
  test('is read from what Discord puts into the address', () => {
    expect(placeOf('?instance_id=i-1&frame_id=f&guild_id=1&channel_id=2&platform=desktop')).toEqual({
      kind: 'guild',
      place: { instanceId: 'i-1', guildId: '1', channelId: '2' },
    })
  })

  test('is outside without a frame, and a direct message without a guild', () => {
    expect(placeOf('')).toEqual({ kind: 'outside' })
    expect(placeOf('?instance_id=i-1&guild_id=1&channel_id=2')).toEqual({ kind: 'outside' })
    expect(placeOf('?instance_id=i-1&frame_id=f&channel_id=2')).toEqual({ kind: 'direct-message' })
  })
})
