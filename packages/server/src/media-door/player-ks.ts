import type { IssuedKs } from '@kaltura-discord/core'
import { createKsSource, type KsSource } from '@kaltura-discord/kaltura'
import type { PlayerClaims, PlayerPasses } from './player-pass.ts'

/** The KS of everybody who watches. It never leaves the server: a player holds a pass, and the media door asks here what to say to Kaltura. */
export interface PlayerKs {
  /** A pass for somebody who was just admitted, with the KS that came of it. */
  welcome(claims: PlayerClaims, issued: IssuedKs): Promise<string>
  /**
   * The KS behind a pass, with minutes of life left. `undefined` for what is no pass of this connection: an older page holds a KS of its own, and Kaltura judges
   * that itself.
   * @throws whatever `issue` throws, once the last KS has ended
   */
  of(pass: string, connection: string): Promise<string | undefined>
  /** Kaltura refused this KS of the pass: another one, or `undefined` when that was just tried, so that somebody whom Kaltura refuses costs no storm. */
  instead(pass: string, connection: string, refused: string): Promise<string | undefined>
}

export interface PlayerKsOptions {
  passes: PlayerPasses
  /** Asks again everything that was asked at the door, then issues. Called about every nine minutes for each viewer, while they watch. */
  issue(claims: PlayerClaims): Promise<IssuedKs>
  /** ms since 1970 */
  now: () => number
  /** Viewers whose KS is kept, the latest ones; 10,000 by default. Whoever is forgotten is asked about again. */
  kept?: number | undefined
}

/** A KS is replaced no more often than this; if the next one is refused as well, it was not the KS. */
const replaceEveryMs = 30_000

interface Held {
  source: KsSource
  replacedAtMs: number
}

/** Single flight for each viewer, renewed before the KS dies: a party may be longer than any KS is. */
export function createPlayerKs({ passes, issue, now, kept = 10_000 }: PlayerKsOptions): PlayerKs {
  const held = new Map<string, Held>()

  const keep = (pass: string, claims: PlayerClaims, first?: IssuedKs): Held => {
    let given = first
    const entry: Held = {
      replacedAtMs: Number.NEGATIVE_INFINITY,
      source: createKsSource({
        grant: { kind: 'viewer', entryId: claims.entryId, userId: claims.viewer.userId },
        now,
        issuer: {
          async issue() {
            const issued = given ?? (await issue(claims))
            given = undefined
            return issued
          },
        },
      }),
    }
    held.set(pass, entry)
    const [oldest] = held.keys()
    if (held.size > kept && oldest !== undefined) held.delete(oldest)
    return entry
  }

  const find = async (pass: string, connection: string): Promise<Held | undefined> => {
    const claims = await passes.read(pass)
    if (!claims) {
      held.delete(pass)
      return undefined
    }
    if (claims.connection !== connection) return undefined
    const known = held.get(pass)
    if (!known) return keep(pass, claims)
    held.delete(pass)
    held.set(pass, known)
    return known
  }

  return {
    async welcome(claims, issued) {
      const pass = await passes.make(claims)
      await keep(pass, claims, issued).source.current()
      return pass
    },
    of: async (pass, connection) => (await find(pass, connection))?.source.current(),
    async instead(pass, connection, refused) {
      const entry = await find(pass, connection)
      const current = await entry?.source.current()
      if (!entry || current !== refused) return current
      if (now() - entry.replacedAtMs < replaceEveryMs) return undefined
      entry.replacedAtMs = now()
      entry.source.refused(refused)
      return entry.source.current()
    },
  }
}
