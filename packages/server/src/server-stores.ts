import type {
  AuditLog,
  CursorStore,
  DeliveryOutbox,
  EventLog,
  GrantStore,
  IdentityLinks,
  InvitationStore,
  LinkCodes,
  NotificationInbox,
  PersonalData,
  ProgrammeStore,
  SubscriberStore,
} from '@kaltura-discord/core'

/** What the server keeps things in: any of `@kaltura-discord/stores`, or your own. */
export interface ServerStores {
  programmes: ProgrammeStore
  invitations: InvitationStore
  grants: GrantStore
  links: IdentityLinks
  linkCodes: LinkCodes
  inbox: NotificationInbox
  /** What the inbox fills; both are of one store. */
  outbox: DeliveryOutbox
  /** Up to where missed recordings were looked for. */
  cursors: CursorStore
  /** What happened: nothing that is audited is given to anybody before it stands here. */
  events: EventLog
  subscribers: SubscriberStore
  /** What was done in each guild, as a chain. */
  audit: AuditLog
  /** Of all the stores together: people can be forgotten, and what is too old goes. */
  personalData: PersonalData
}
