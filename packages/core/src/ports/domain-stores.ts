import type { GrantStore } from '../access/grant-store.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { EventLog } from '../events/event-log.ts'
import type { SubscriberStore } from '../events/subscriber-store.ts'
import type { IdentityLinks } from '../identity/identity-links.ts'
import type { LinkCodes } from '../identity/link-codes.ts'
import type { CursorStore } from '../notifications/cursor-store.ts'
import type { DeliveryOutbox } from '../notifications/delivery-outbox.ts'
import type { NotificationInbox } from '../notifications/notification-inbox.ts'
import type { PersonalData } from '../privacy/personal-data.ts'
import type { InvitationStore } from '../watch/invitation-store.ts'
import type { ProgrammeStore } from '../watch/programme-store.ts'

/** What a server keeps things in: any of `@kaltura-discord/stores`, or your own. */
export interface DomainStores {
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
