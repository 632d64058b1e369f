import type { Entry } from '../media/entry.ts'
import type { Meeting, MeetingDraft, MeetingRole, MeetingTimes, MeetingType } from './meeting.ts'

/** What a provider can do; what it can't is answered with {@link Unsupported} and never tried half. */
export interface MeetingSupport {
  types: readonly MeetingType[]
  /** Roles that it can let people in as. */
  roles: readonly MeetingRole[]
  /** Meetings without times, open from the moment they are made. */
  untimed: boolean
  recurrence: boolean
  /** Whether a meeting that was ended stays in the list as `over`, or is removed with all that the provider knows of it, its recording's origin included. */
  afterEnd: 'kept' | 'removed'
  recording: boolean
}

/** The provider has no such thing. */
export interface Unsupported {
  kind: 'unsupported'
  what: 'type' | 'role' | 'untimed' | 'recurrence' | 'recording'
}

/** The account behind the connection isn't allowed to, or has no such service; someone has to change it at the provider. */
export interface MeetingForbidden {
  kind: 'forbidden'
}

/** The guild has no such meeting. One of another guild is none. */
export interface MeetingNotFound {
  kind: 'not-found'
}

/** It was ended or cancelled. */
export interface MeetingOver {
  kind: 'over'
}

/** Which meeting, and of whom. */
export interface MeetingRef {
  guildId: string
  meetingId: string
}

/** Who wants in. */
export interface MeetingPerson {
  /** A legal Kaltura user id, one for each person: who comes in under an id that is in already puts the other one out. */
  userId: string
  /** Shown to the others; any text, such as a Discord display name. */
  name: string
  role: MeetingRole
  /** Some providers let presenters in by their address only. */
  email?: string | undefined
}

export interface MeetingPage {
  kind: 'page'
  /** At most 15, newest first; may be fewer, even none, while there is a `next`. */
  meetings: readonly Meeting[]
  /** The cursor of the page behind this one; `undefined` at the end. */
  next: string | undefined
}

/** A way into a meeting for one person. */
export type JoinLink =
  /** Holds a KS in its path or query: a secret of that person, never for a channel, a log or an error. */
  | { kind: 'link'; url: string; expiresAtMs: number }
  /** The person was invited, and this address asks them who they are. No secret. */
  | { kind: 'invited'; url: string }

/** One call, and who may give it up. */
export interface CallSignal {
  signal?: AbortSignal | undefined
}

/**
 * Meetings of guilds at one connection to Kaltura. Every call names the guild, and none ever shows or touches a meeting of another one.
 *
 * All throw UnavailableError (retryable) when the provider can't be reached, and InvalidInputError for a draft, a person or a cursor that can't be one.
 */
export interface MeetingProvider {
  readonly supports: MeetingSupport

  /** Makes a meeting. What was made before a step failed is taken back as far as the provider lets us. */
  create(draft: MeetingDraft, options?: CallSignal): Promise<{ kind: 'created'; meeting: Meeting } | Unsupported | MeetingForbidden>

  /** Gives a meeting times, or other ones; of a series, all that are to come. */
  reschedule(
    ref: MeetingRef,
    times: MeetingTimes,
    options?: CallSignal,
  ): Promise<{ kind: 'rescheduled'; meeting: Meeting } | Unsupported | MeetingNotFound | MeetingOver | MeetingForbidden>

  /** The guild's meetings, a page at a time. A new one may take Kaltura some seconds to list. */
  list(guildId: string, options?: CallSignal & { cursor?: string | undefined }): Promise<MeetingPage | MeetingForbidden>

  find(ref: MeetingRef, options?: CallSignal): Promise<{ kind: 'found'; meeting: Meeting } | MeetingNotFound | MeetingForbidden>

  /** A link for one person, good for 10 minutes at most. `needs-email`: this role is let in by an address only. */
  join(
    ref: MeetingRef,
    person: MeetingPerson,
    options?: CallSignal,
  ): Promise<JoinLink | { kind: 'needs-email' } | Unsupported | MeetingNotFound | MeetingOver | MeetingForbidden>

  /**
   * Ends or cancels a meeting, or a whole series: there are no links any more. Again does no harm.
   * Who is inside stays until they leave, and a link of the last 10 minutes may still open: no provider documents a call that sends people out.
   */
  end(ref: MeetingRef, options?: CallSignal): Promise<{ kind: 'ended' } | MeetingNotFound | MeetingForbidden>

  /** The newest recording of a meeting: one that can be watched before one that is being prepared. */
  recording(
    ref: MeetingRef,
    options?: CallSignal,
  ): Promise<{ kind: 'recording'; entry: Entry } | { kind: 'none' } | Unsupported | MeetingNotFound | MeetingForbidden>
}

/** The providers of all connections to Kaltura, by the name that an operator gave to each. */
export interface MeetingProviders {
  /** `undefined` for a connection that has no meetings. */
  find(connection: string): MeetingProvider | undefined
}
