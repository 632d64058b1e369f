import { createApiClient } from '@kaltura-discord/api'
import { describe, expect, test } from 'vitest'
import { type JoinState, join, type Visit, visitOf } from './join.ts'

const invitation = { guildId: '1100000000000000010', id: 'a'.repeat(32) }
const place = { instanceId: 'i-1', guildId: '1100000000000000010', channelId: '1100000000000000011' }
const joined = {
  entry: { id: '0_lecture1', name: 'Orbits', description: '', durationS: 60, kind: 'video' },
  member: { id: '1100000000000000022', name: 'Gus', role: 'viewer' },
  player: { partnerId: 1, uiConfId: 2, scriptPath: '/kaltura/player', doorPath: '/api/v1/media/main', ks: 'pass' },
  mayInvite: false,
  roomTicket: 'first ticket',
  roomPath: '/api/v1/rooms/socket?room=i-1',
  bearer: 'bearer',
  place,
}
const answers: Record<string, unknown> = {
  '/api/v1/invitations/sign-in': { authorizeUrl: 'https://discord.com/oauth2/authorize?state=s' },
  '/api/v1/invitations/join': joined,
  '/api/v1/invitations/come-back': joined,
  '/api/v1/activity/room-ticket': { roomTicket: 'fresh ticket' },
}

/** A visit to a server that keeps what it hears. */
async function scene(visit: Visit, refusal?: { title: string; code?: string }) {
  const states: JoinState[] = []
  const heard: string[] = []
  const gone: string[] = []
  await join({
    visit,
    createApi: (bearer) =>
      createApiClient({
        baseUrl: '',
        token: bearer,
        fetch: async (url, init) => {
          heard.push(`${url} ${init?.body} ${new Headers(init?.headers).get('authorization') ?? '-'}`)
          return refusal
            ? Response.json({ code: 'no', status: 404, retryable: false, ...refusal }, { status: 404 })
            : Response.json(answers[String(url)])
        },
      }),
    goTo: (address) => gone.push(address),
    onState: (state) => states.push(state),
  })
  return { states, heard, gone }
}

describe('a visit of the page for people outside of Discord', () => {
  test.each([
    ['/join', '', `#${invitation.guildId}/${invitation.id}`, { kind: 'invited', ...invitation }],
    ['/join', '?code=c&state=s', '', { kind: 'back', code: 'c', state: 's' }],
    ['/join', '?error=access_denied&state=s', '', { kind: 'declined' }],
    ['/join', '', '#1/short', { kind: 'lost' }],
    ['/join', '?code=c', '', { kind: 'lost' }],
    ['/', '?code=c&state=s', '', undefined],
  ])('at %s%s%s is %j', (pathname, search, hash, visit) => {
    expect(visitOf({ pathname, search, hash })).toEqual(visit)
  })

  test('asks nothing of anybody before the button is pressed, and then goes to Discord', async () => {
    const { states, heard, gone } = await scene({ kind: 'invited', ...invitation })
    expect(heard).toEqual([])

    const [state] = states
    if (state?.kind === 'invited') state.begin()
    await expect.poll(() => gone).toEqual(['https://discord.com/oauth2/authorize?state=s'])
    expect(heard).toEqual([`/api/v1/invitations/sign-in ${JSON.stringify(invitation)} -`])
  })

  test('with what Discord sent back is ready, and renews its ticket for the place it was told', async () => {
    const { states, heard } = await scene({ kind: 'back', code: 'c', state: 's' })
    const ready = states.at(-1)
    if (ready?.kind !== 'ready') throw new Error('not ready')

    expect([await ready.renewTicket(), await ready.renewTicket()]).toEqual(['first ticket', 'fresh ticket'])
    expect(heard.at(-1)).toBe(`/api/v1/activity/room-ticket ${JSON.stringify(place)} Bearer bearer`)
    expect(ready.invitations).toBeUndefined()
  })

  test('that is loaded again goes on, if the server knows this browser', async () => {
    const { states, heard } = await scene({ kind: 'lost' })

    expect(heard).toEqual(['/api/v1/invitations/come-back {} -'])
    expect(states.at(-1)).toMatchObject({ kind: 'ready', bootstrap: { roomTicket: 'first ticket' } })
  })

  test('of somebody whom nobody let in asks for the link', async () => {
    const { states } = await scene({ kind: 'lost' }, { title: 'Your sign-in has ended.', code: 'auth.viewer' })

    expect(states.at(-1)).toEqual({ kind: 'lost' })
  })

  test('says in the server’s words why somebody does not come in', async () => {
    const title = 'This invitation is not open any more. Ask for a new one.'
    const { states } = await scene({ kind: 'back', code: 'c', state: 's' }, { title })

    expect(states.at(-1)).toMatchObject({ kind: 'failed', sentence: title, again: false })
  })
})
