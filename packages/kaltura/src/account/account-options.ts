import type { Caching, IdentityLinks, KsGrant, MeetingType } from '@kaltura-discord/core'
import type { KalturaTransport } from '../client/transport.ts'
import type { AppTokenCredentials } from '../grants/app-token-ks-issuer.ts'
import type { KsIssue } from '../grants/told-ks-issuer.ts'

/** A partner account as an operator describes it: `settings.kaltura` of `readSettings` has these shapes. */
export interface KalturaAccountOptions {
  partnerId: number
  /** Such as `https://www.kaltura.com`. */
  serviceUrl: string
  credentials: AccountCredentials
  /** Who a Discord user is in Kaltura, as rows of Kaltura's user id by Discord's, and whether strangers are `nobody` or who they are in Discord. Default: all are that. */
  users?: AccountUsers | undefined
  /** Where links are kept, and the name of this account there; with `users.links`. */
  identity?: { links: Pick<IdentityLinks, 'find'>; connection: string } | undefined
  /** Default: none. */
  meetings?: AccountMeetings | undefined
  /** Where is kept which entries are in a playlist, and for how long; accounts may share it. Default: in this process, 500 playlists for a minute. */
  playlists?: Caching | undefined
  /** Told of each KS that the account's own client, catalogue and meetings use, before they do; what it throws, they throw. Default: nobody is told. */
  onKsIssued?: ((issue: KsIssue) => Promise<void>) | undefined
  /** What carries calls to API v3. Default: `fetch`. */
  transport?: KalturaTransport | undefined
  fetch: (url: string, init?: RequestInit) => Promise<Response>
  /** Milliseconds since 1970. */
  now: () => number
}

/** What KS are made with: the administrator secret, here; or app tokens, one for each kind of grant, by Kaltura. */
export type AccountCredentials =
  | { kind: 'admin-secret'; secret: string }
  | { kind: 'app-tokens'; tokens: Readonly<Partial<Record<KsGrant['kind'], AppTokenCredentials | undefined>>> }

interface AccountUsers {
  table: Readonly<Record<string, string>>
  strangers: 'nobody' | 'discord'
  /** Whether people may link their account, and several Discord users be one Kaltura user. Default: nobody links. */
  links?: 'one' | 'shared' | undefined
}

/** Which kind of meetings the account has, and what that kind needs beside a KS. `kafUrl` is usually `https://<partner>.kaf.kaltura.com`. */
export type AccountMeetings =
  | { kind: 'kaf'; kafUrl: string; templates: Readonly<Partial<Record<MeetingType, string>>> }
  | { kind: 'legacy'; kafUrl: string; userSecret: string }
  /** `userId` is a member of the platform's team, in whose name meetings are made. */
  | { kind: 'events'; kafUrl: string; eventsUrl: string; userId: string }
