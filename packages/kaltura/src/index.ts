export { type AccountLinking, createKalturaAccount, type KalturaAccount } from './account/account.ts'
export type { AccountCredentials, AccountMeetings, KalturaAccountOptions } from './account/account-options.ts'
export { createFetchTransport, type FetchTransportOptions } from './client/fetch-transport.ts'
export { KalturaApiError } from './client/kaltura-api-error.ts'
export { type CallOptions, createKalturaClient, type KalturaClient, type KalturaClientOptions } from './client/kaltura-client.ts'
export type { Part, PartResult, PartResults, Parts, Plan } from './client/multirequest.ts'
export type { Reference } from './client/reference.ts'
export type { KalturaTransport, TransportRequest } from './client/transport.ts'
export type { AppTokenHash } from './grants/app-token.ts'
export {
  type AppTokenCredentials,
  AppTokenError,
  type AppTokenKsIssuerOptions,
  createAppTokenKsIssuer,
} from './grants/app-token-ks-issuer.ts'
export { createKsSource, type KsSource } from './grants/ks-source.ts'
export { createLocalKsIssuer, type LocalKsIssuerOptions } from './grants/local-ks-issuer.ts'
export { createRemoteKsIssuer, type RemoteGrant, type RemoteKsIssuerOptions } from './grants/remote-ks-issuer.ts'
export { createToldKsIssuer, type KsIssue, privilegesOf } from './grants/told-ks-issuer.ts'
export { kalturaUserId } from './identity/kaltura-user-id.ts'
export { createLinkedUsers, type LinkedUsersOptions } from './identity/linked-users.ts'
export {
  createInstitutionUsers,
  discordUsers,
  type InstitutionUsersOptions,
  type UserDirectory,
  usersOfTable,
} from './identity/user-directory.ts'
export * from './ks/index.ts'
export { createMediaCatalog, type MediaCatalogOptions } from './media/media-catalog.ts'
export { createEventMeetings, type EventMeetingsOptions } from './meetings/event-meetings.ts'
export { createKafMeetings, type KafMeetingsOptions } from './meetings/kaf-meetings.ts'
export { createLegacyMeetings, type LegacyMeetingsOptions } from './meetings/legacy-meetings.ts'
export { createMeetingProviders, createMeetings, type MeetingConnection } from './meetings/meeting-providers.ts'
export { MeetingError } from './meetings/refusal.ts'
export {
  installNotificationTemplates,
  type TemplateOutcome,
  type WantedTemplate,
} from './notifications/install-notification-templates.ts'
export type { ReconcilerCursor } from './notifications/list-place.ts'
export type { NotificationEndpoint } from './notifications/notification-template.ts'
export { type ParsedHttpNotification, parseHttpNotification } from './notifications/parse-http-notification.ts'
export {
  createReconciler,
  type Reconciled,
  type ReconciledChange,
  type Reconciler,
} from './notifications/reconciler.ts'
export { type HashAlgorithm, type SignHttpNotificationOptions, signHttpNotification } from './notifications/signature.ts'
export {
  type VerifiedHttpNotification,
  type VerifyHttpNotificationOptions,
  verifyHttpNotification,
} from './notifications/verify-http-notification.ts'
export { createLiveWatcher, type LiveWatcher, type LiveWatcherOptions } from './watcher/live-watcher.ts'
export type { WatchedChange } from './watcher/watched.ts'
