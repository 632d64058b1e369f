/** What the Events Platform answers inside HTTP 200. Only the names that the sandbox has a reason to say. */
export type Status = 'ok' | 'Forbidden' | 'InvalidArgument' | 'ResourceDoesNotExist' | 'OperationNotAllowed' | 'NEW_LOGIN_REQUIRED'

/** PublicEventDto. Dates are ISO 8601. */
export interface PlatformEvent {
  id: number
  publicDomain: string
  name: string
  description: string
  startDate: string
  endDate: string
  timezone: string
  logoUrl: string
  bannerImageUrl: string
  labels: readonly string[]
  createdAt: string
  updatedAt: string
  languages: readonly string[]
  isRegistrationOpen: boolean
  doorsOpenDate: string
  templateId: string
  templateName: string
}

export const eventUserRoles = ['Attendees', 'Speaker', 'Moderator'] as const
export const sessionTypes = ['MeetingEntry', 'SimuLive', 'LiveWebcast', 'LiveKME', 'VirtualLearningRoom'] as const
export const teamRoles = ['Admin', 'Organizer', 'ContentManager'] as const

/** PublicEventUserDto */
export interface EventUser {
  id: string
  firstName: string
  lastName: string
  email: string
  title?: string | undefined
  company?: string | undefined
  bio?: string | undefined
  roles: readonly (typeof eventUserRoles)[number][]
  createdAt: string
  updatedAt: string
  status: string
}

/** What a speaker of a session is there for. */
export interface Speaker {
  userId: string
  order: number
  isHidden: boolean
  role: 'simpleSpeaker' | 'advancedSpeaker'
}

/** PublicSessionDto, and who takes part. `id` is that of an entry. */
export interface PlatformSession {
  id: string
  createdAt: string
  updatedAt: string
  type: (typeof sessionTypes)[number]
  visibility: 'published' | 'unlisted' | 'private'
  name: string
  description: string
  startDate?: string | undefined
  endDate?: string | undefined
  thumbnailUrl: string
  tags: readonly string[]
  speakers: ReadonlyMap<string, Speaker>
  moderatorIds: readonly string[]
}

/** PublicTeamDto. A KS belongs to a member when its user id is the member's id or address. */
export interface TeamMember {
  id: string
  firstName: string
  lastName: string
  email: string
  role: (typeof teamRoles)[number]
  createdAt: string
  updatedAt: string
  disabled: boolean
}

export interface EventFolder {
  event: PlatformEvent
  sessions: Map<string, PlatformSession>
  users: Map<string, EventUser>
}

/** All that the platform keeps. */
export interface Platform {
  events: Map<number, EventFolder>
  team: Map<string, TeamMember>
  /** Ids of the events that duplication jobs made. */
  jobs: Map<string, number>
  /** ISO 8601. */
  now(): string
  /** A number that no other event has. */
  nextId(): number
  /** Random lower-case letters and digits. */
  word(length: number): string
}

/** The presets that every account has. */
export const templates: ReadonlyMap<string, string> = new Map([
  ['tm0000', 'Blank'],
  ['tm1000', 'Interactive session'],
  ['tm2000', 'Live webcast'],
  ['tm3000', 'Simulive'],
  ['tm4000', 'DIY live'],
])

export const mostEvents = 500

/** @param options.admin the address of the first team member: who has an ADMIN KS of this user may use the API. */
export function createPlatform(options: { now: () => number; word: (length: number) => string; admin: string }): Platform {
  const { now, word, admin } = options
  const iso = () => new Date(now()).toISOString()
  let lastId = 1_203_400
  const first: TeamMember = {
    id: `user_${word(6)}`,
    firstName: 'Ada',
    lastName: 'Okafor',
    email: admin,
    role: 'Admin',
    createdAt: iso(),
    updatedAt: iso(),
    disabled: false,
  }
  return {
    events: new Map(),
    team: new Map([[first.id, first]]),
    jobs: new Map(),
    now: iso,
    nextId() {
      lastId += 1
      return lastId
    },
    word,
  }
}
