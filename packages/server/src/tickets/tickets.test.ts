import { describe, expect, test } from 'vitest'
import { createTickets, roomTicketLifeMs } from './tickets.ts'

const secret = 'a secret of thirty-two characters or more'
const claims = { room: 'i-1', mediaId: '0_a', member: { id: '21', name: 'Tom', mayControl: true }, firstHost: '21' }

/** Tickets whose time the test moves. */
async function scene(secretOfReader = secret) {
  const clock = { nowMs: 1_800_000_000_000 }
  const now = () => clock.nowMs
  return { clock, maker: await createTickets({ secret, now }), reader: await createTickets({ secret: secretOfReader, now }) }
}

describe('tickets', () => {
  test('say on any replica what they were made to say', async () => {
    const { maker, reader } = await scene()

    expect(await reader.readViewer(await maker.viewer({ userId: '21', name: 'Tom' }))).toEqual({ userId: '21', name: 'Tom' })
    expect(await reader.readRoom(await maker.room(claims))).toMatchObject(claims)
    expect(await reader.readState(await maker.state('a verifier'))).toBe('a verifier')
  })

  test('of one kind never pass for another', async () => {
    const { maker } = await scene()
    const viewer = await maker.viewer({ userId: '21', name: 'Tom' })
    const room = await maker.room(claims)

    expect(await maker.readRoom(viewer)).toBeUndefined()
    expect(await maker.readViewer(room)).toBeUndefined()
    expect(await maker.readState(room)).toBeUndefined()
  })

  test('end when their time is over', async () => {
    const { clock, maker } = await scene()
    const room = await maker.room(claims)
    const state = await maker.state('a verifier')
    clock.nowMs += roomTicketLifeMs + 1000
    expect(await maker.readRoom(room)).toBeUndefined()
    clock.nowMs += 600_000

    expect(await maker.readState(state)).toBeUndefined()
  })

  test('of another secret, tampered with, unsigned or no tickets at all are nothing', async () => {
    const { maker, reader } = await scene('another secret of thirty-two characters')
    const room = await maker.room(claims)
    const [, payload] = room.split('.')
    const unsigned = `${btoa('{"alg":"none"}').replaceAll('=', '')}.${payload}.`

    expect(await reader.readRoom(room)).toBeUndefined()
    expect(await maker.readRoom(`${room.slice(0, -2)}xx`)).toBeUndefined()
    expect(await maker.readRoom(unsigned)).toBeUndefined()
    expect(await maker.readRoom('')).toBeUndefined()
  })

  test('hide the PKCE verifier from the page that carries the state', async () => {
    const { maker } = await scene()
    const state = await maker.state('a-very-secret-verifier')

    expect(atob(state.split('.')[3]?.replaceAll('-', '+').replaceAll('_', '/') ?? '')).not.toContain('verifier')
  })
})
