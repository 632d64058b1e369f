import { CodedError, type IssuedKs, type KsGrant, type KsIssuer } from '@kaltura-discord/core'

/** A KS that is there whenever it is asked for. */
export interface KsSource {
  /** One that still lives for minutes: the one at hand, or a new one, which all who ask at the same moment share. */
  current(): Promise<string>
  /** Says that Kaltura refused this KS (it was revoked, or our clock is wrong): the next one will be new. */
  refused(ks: string): void
}

/**
 * With less than this of life left a KS is replaced. More than any call may take, and more than a clock may be wrong:
 * when ours is five minutes behind Kaltura's, the KS ends five minutes before we think.
 */
const renewBeforeMs = 6 * 60_000

/**
 * Keeps the KS of one grant: issued when it is first needed, renewed before it dies, in the memory of this process only. Give it to `createKalturaClient` as `ks`.
 *
 * A failed issue is forgotten, so that the next caller tries again. Issues are shared by callers, so no caller's signal ends one. A renewal that fails, but could
 * go well another time, is put off while the KS at hand lives, each time for half of what is left of it.
 * @param options.now milliseconds since 1970
 */
export function createKsSource({ issuer, grant, now }: { issuer: KsIssuer; grant: KsGrant; now: () => number }): KsSource {
  type Held = { issued: Promise<IssuedKs>; askedAtMs: number; settled?: IssuedKs }
  let held: Held | undefined

  const isFresh = ({ settled, askedAtMs }: Held): boolean => {
    if (!settled) return true
    const atMs = now()
    const renewAtMs = Math.max(settled.expiresAtMs - renewBeforeMs, (askedAtMs + settled.expiresAtMs) / 2)
    // A clock that was set back would otherwise let us keep a KS for much longer than it was meant to live.
    return atMs >= askedAtMs && atMs < renewAtMs
  }

  const issue = (): Held => {
    const before = held?.settled
    const issued = issuer.issue(grant).catch((error: unknown) => {
      if (before && now() < before.expiresAtMs && mayPass(error)) return before
      throw error
    })
    const made: Held = { issued, askedAtMs: now() }
    held = made
    made.issued.then(
      (settled) => {
        made.settled = settled
      },
      () => {
        held = undefined // still this one: while it is awaited nobody issues another
      },
    )
    return made
  }

  return {
    async current() {
      const { issued } = held && isFresh(held) ? held : issue()
      return (await issued).ks
    },
    refused(ks) {
      if (held?.settled?.ks === ks) held = undefined
    },
  }
}

/** Anything but a clear no. */
function mayPass(error: unknown): boolean {
  return !(error instanceof CodedError) || error.retryable
}
