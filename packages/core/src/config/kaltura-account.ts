import type { KsGrant } from '../media/ks-issuer.ts'
import type { MeetingType } from '../meetings/meeting.ts'
import type { ConnectionSettings } from './settings/connections.ts'

/** An app token of Kaltura's: it makes KS of one kind. */
export interface AppTokenSetting {
  id: string
  token: string
  hash: 'SHA1' | 'SHA256' | 'SHA512'
}

/** The kinds of KS that a running server asks for. */
export type ServerGrant = Exclude<KsGrant['kind'], 'setup'>

/** What the server's KS are made with: one of the two. */
export type KalturaCredentials =
  | { kind: 'admin-secret'; secret: string }
  | { kind: 'app-tokens'; tokens: Readonly<Partial<Record<ServerGrant, AppTokenSetting | undefined>>> }

/** Who is who: `undefined` takes everybody as `discord_<id>`. `table` is Kaltura's user id by Discord's; `links` says whether people may prove it themselves. */
export type KalturaUsers =
  | { table: Readonly<Record<string, string>>; strangers: 'nobody' | 'discord'; links?: 'one' | 'shared' | undefined }
  | undefined

/** Which of Kaltura's three kinds of meetings the account has, and what that kind needs; `undefined` for none. */
export type KalturaMeetings =
  | { kind: 'kaf'; kafUrl: string; templates: Readonly<Partial<Record<MeetingType, string>>> }
  | { kind: 'legacy'; kafUrl: string; userSecret: string }
  | { kind: 'events'; kafUrl: string; eventsUrl: string; userId: string }
  | undefined

/** What settings about one Kaltura account mean together. */
export interface KalturaAccount {
  credentials: KalturaCredentials
  users: KalturaUsers
  meetings: KalturaMeetings
}

/** The settings that mean something only together; each of them was read already. */
type AccountSettings = Pick<
  ConnectionSettings,
  | 'KALTURA_PARTNER_ID'
  | 'KALTURA_ADMIN_SECRET'
  | 'KALTURA_APP_TOKENS'
  | 'KALTURA_USERS'
  | 'KALTURA_STRANGERS'
  | 'KALTURA_LINKS'
  | 'KALTURA_MEETINGS'
  | 'KALTURA_KAF_URL'
  | 'KALTURA_ROOM_TEMPLATES'
  | 'KALTURA_USER_SECRET'
  | 'KALTURA_EVENTS_URL'
  | 'KALTURA_EVENTS_USER'
>

export const noCredentials =
  'KALTURA_ADMIN_SECRET is missing (Administrator secret, from KMC > Settings > Integration Settings); KALTURA_APP_TOKENS may stand in its place'

/** Puts settings together, or says in whole sentences what they lack; no value is repeated. */
export function kalturaAccountOf(settings: AccountSettings): KalturaAccount | { problems: readonly string[] } {
  const credentials = credentialsOf(settings)
  const meetings = meetingsOf(settings)
  const problems = [
    ...(typeof credentials === 'string' ? [credentials] : tokenProblems(credentials, settings.KALTURA_MEETINGS)),
    ...(typeof meetings === 'string' ? [meetings] : []),
    ...userProblems(settings),
  ]
  if (typeof credentials === 'string' || typeof meetings === 'string' || problems.length > 0) return { problems }
  return { credentials, meetings, users: usersOf(settings) }
}

function usersOf({ KALTURA_USERS: table, KALTURA_STRANGERS: strangers, KALTURA_LINKS: links }: AccountSettings): KalturaUsers {
  if (links) return { table: table ?? {}, strangers: strangers ?? (table ? 'nobody' : 'discord'), links }
  return table && { table, strangers: strangers ?? 'nobody' }
}

function credentialsOf({ KALTURA_ADMIN_SECRET: secret, KALTURA_APP_TOKENS: tokens }: AccountSettings): KalturaCredentials | string {
  if (secret !== undefined && tokens) return 'KALTURA_ADMIN_SECRET and KALTURA_APP_TOKENS are both set: remove one of them'
  if (secret !== undefined) return { kind: 'admin-secret', secret }
  return tokens ? { kind: 'app-tokens', tokens } : noCredentials
}

/** What each kind of meetings asks of the issuer; links into legacy rooms are made with the user secret. */
const grantsOfMeetings = {
  kaf: ['meeting-planner', 'meeting-host', 'meeting-guest'],
  legacy: ['meeting-planner'],
  events: ['meeting-planner', 'meeting-host', 'meeting-guest'],
} as const satisfies Record<string, readonly ServerGrant[]>

function tokenProblems(credentials: KalturaCredentials, meetings: AccountSettings['KALTURA_MEETINGS']): readonly string[] {
  if (credentials.kind !== 'app-tokens') return []
  const needed = ['viewer', 'catalogue', ...(meetings ? grantsOfMeetings[meetings] : [])] as const
  const lacking = needed.filter((kind) => !credentials.tokens[kind])
  const why = meetings ? ` with KALTURA_MEETINGS=${meetings}` : ''
  return lacking.length > 0 ? [`KALTURA_APP_TOKENS lacks what the server needs${why}: a token for ${lacking.join(', ')}`] : []
}

function meetingsOf(settings: AccountSettings): KalturaMeetings | string {
  const { KALTURA_MEETINGS: kind, KALTURA_PARTNER_ID: partnerId, KALTURA_ROOM_TEMPLATES: given = {} } = settings
  const { KALTURA_KAF_URL: kafUrl = `https://${partnerId}.kaf.kaltura.com` } = settings
  const { KALTURA_USER_SECRET: userSecret, KALTURA_EVENTS_URL: eventsUrl, KALTURA_EVENTS_USER: userId } = settings
  switch (kind) {
    case undefined:
      return undefined
    case 'kaf': {
      const { webinar, classroom } = given
      return { kind, kafUrl, templates: { ...(webinar ? { webinar } : {}), ...(classroom ? { classroom } : {}) } }
    }
    case 'legacy':
      if (userSecret === undefined)
        return 'KALTURA_USER_SECRET is missing: with KALTURA_MEETINGS=legacy links are made with it (User secret, from KMC > Settings > Integration Settings)'
      return { kind, kafUrl, userSecret }
    case 'events':
      if (eventsUrl === undefined || userId === undefined)
        return `${eventsUrl === undefined ? 'KALTURA_EVENTS_URL' : 'KALTURA_EVENTS_USER'} is missing: KALTURA_MEETINGS=events needs both KALTURA_EVENTS_URL and KALTURA_EVENTS_USER`
      return { kind, kafUrl, eventsUrl, userId }
  }
}

function userProblems({ KALTURA_USERS: users, KALTURA_STRANGERS: strangers, KALTURA_LINKS: links }: AccountSettings): readonly string[] {
  const isIdle = strangers !== undefined && users === undefined && links === undefined
  return isIdle
    ? ['KALTURA_STRANGERS is about those who are not in KALTURA_USERS: set KALTURA_USERS or KALTURA_LINKS too, or remove it']
    : []
}
