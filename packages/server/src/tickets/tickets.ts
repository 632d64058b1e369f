import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { RoomPlace } from '../rooms/room-name.ts'
import { createSeal, purposeKey } from './seal.ts'

/** Who a bearer stands for. */
export interface Viewer {
  userId: string
  name: string
  /** Of somebody outside of Discord: the one room that an invitation let them into. They need not be in its instance, and steer it only beside a host who lets them. */
  invitedTo?: RoomPlace | undefined
}

export const placeClaims = z.object({ instanceId: z.string(), guildId: z.string(), channelId: z.string() })
const viewerClaims = z.object({ sub: z.string(), name: z.string(), invitedTo: placeClaims.optional() })
const roomClaims = z.object({
  room: z.string(),
  mediaId: z.string(),
  durationS: z.number().optional(),
  live: z.literal(true).optional(),
  member: z.object({ id: z.string(), name: z.string(), mayControl: z.boolean(), mayModerate: z.literal(true).optional() }),
  firstHost: z.string().optional(),
  exp: z.number(),
})
export type RoomClaims = z.infer<typeof roomClaims>
const stateClaims = z.object({ verifier: z.string() })

/** Makes and reads the short-lived tokens of the server: stateless, so that any replica can read what another made. */
export interface Tickets {
  /** Stands for a person who signed in; 8 hours. */
  viewer(viewer: Viewer): Promise<string>
  readViewer(token: string): Promise<Viewer | undefined>
  /** Opens one room for one member; {@link roomTicketLifeMs}. */
  room(claims: Omit<RoomClaims, 'exp'>): Promise<string>
  readRoom(token: string): Promise<RoomClaims | undefined>
  /** Seals a PKCE verifier into the OAuth state; 10 minutes. Encrypted: the page that carries it can't read it. */
  state(verifier: string): Promise<string>
  readState(token: string): Promise<string | undefined>
}

export const roomTicketLifeMs = 2 * 60_000

export async function createTickets({ secret, now }: { secret: string; now: () => number }): Promise<Tickets> {
  const keys = { viewer: await purposeKey('viewer', secret), room: await purposeKey('room', secret) }
  const states = await createSeal({ secret, purpose: 'state', claims: stateClaims, life: { seconds: 600, now } })
  const seconds = () => Math.floor(now() / 1000)
  const currentDate = () => new Date(now())

  const sign = (kind: 'viewer' | 'room', claims: Record<string, unknown>, lifeS: number) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt(seconds())
      .setExpirationTime(seconds() + lifeS)
      .sign(keys[kind])

  const read = async <T>(kind: 'viewer' | 'room', token: string, claims: z.ZodType<T>): Promise<T | undefined> => {
    const options = { algorithms: ['HS256'], currentDate: currentDate() }
    const payload = await jwtVerify(token, keys[kind], options).then((verified) => verified.payload, nothing)
    return claims.safeParse(payload).data
  }

  return {
    viewer: ({ userId, name, invitedTo }) => sign('viewer', { sub: userId, name, ...(invitedTo ? { invitedTo } : {}) }, 8 * 3600),
    async readViewer(token) {
      const claims = await read('viewer', token, viewerClaims)
      return claims && { userId: claims.sub, name: claims.name, ...(claims.invitedTo ? { invitedTo: claims.invitedTo } : {}) }
    },
    room: (claims) => sign('room', { ...claims }, roomTicketLifeMs / 1000),
    readRoom: (token) => read('room', token, roomClaims),
    state: (verifier) => states.seal({ verifier }),
    readState: async (token) => (await states.open(token))?.verifier,
  }
}

function nothing(): undefined {
  return undefined
}
