import { EncryptJWT, jwtDecrypt, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { RoomPlace } from '../rooms/room-name.ts'

/** Who a bearer stands for. */
export interface Viewer {
  userId: string
  name: string
  /** Of somebody outside of Discord: the one room that an invitation let them into. They need not be in its instance, and never steer it. */
  invitedTo?: RoomPlace | undefined
}

export const placeClaims = z.object({ instanceId: z.string(), guildId: z.string(), channelId: z.string() })
const viewerClaims = z.object({ sub: z.string(), name: z.string(), invitedTo: placeClaims.optional() })
const roomClaims = z.object({
  room: z.string(),
  mediaId: z.string(),
  durationS: z.number().optional(),
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
  // One key per purpose, so that no token of one kind can ever pass for another.
  const key = async (purpose: string) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${purpose}\0${secret}`)))
  const keys = { viewer: await key('viewer'), room: await key('room'), state: await key('state') }
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
    state: (verifier) =>
      new EncryptJWT({ verifier })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setIssuedAt(seconds())
        .setExpirationTime(seconds() + 600)
        .encrypt(keys.state),
    async readState(token) {
      const payload = await jwtDecrypt(token, keys.state, { currentDate: currentDate() }).then((opened) => opened.payload, nothing)
      return stateClaims.safeParse(payload).data?.verifier
    },
  }
}

function nothing(): undefined {
  return undefined
}
