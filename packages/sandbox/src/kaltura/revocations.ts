import type { Bearer } from './ks-gate.ts'

/** Which KS were ended before their time (kaltura/server `ks::kill` and `isRevoked`). */
export interface Revocations {
  add(bearer: Bearer): void
  addSessionId(id: string): void
  holds(bearer: Bearer): boolean
}

/** How long Kaltura remembers that a `sessionid` has ended. */
const sessionIdLifeMs = 86_400_000

export function createRevocations(now: () => number): Revocations {
  const forgottenAtMs = new Map<string, number>()
  const addSessionId = (id: string) => void forgottenAtMs.set(`sessionid ${id}`, now() + sessionIdLifeMs)
  return {
    add(bearer) {
      for (const [key, atMs] of forgottenAtMs) if (atMs <= now()) forgottenAtMs.delete(key)
      forgottenAtMs.set(fingerprint(bearer), bearer.content.expiryUnix * 1000)
      for (const id of sessionIds(bearer)) forgottenAtMs.set(id, now() + sessionIdLifeMs)
    },
    addSessionId,
    holds: (bearer) => [fingerprint(bearer), ...sessionIds(bearer)].some((key) => (forgottenAtMs.get(key) ?? 0) > now()),
  }
}

/** One KS can be written in several ways (padding, alphabet), but has only one meaning in bytes. */
function fingerprint({ ks }: Bearer): string {
  return `ks ${Buffer.from(ks, 'base64').toString('base64')}`
}

function sessionIds({ content }: Bearer): readonly string[] {
  return (content.privilegeValues.get('sessionid') ?? []).map((id) => `sessionid ${id}`)
}
