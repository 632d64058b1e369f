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
export { kalturaUserId } from './identity/kaltura-user-id.ts'
export {
  createInstitutionUsers,
  discordUsers,
  type InstitutionUsersOptions,
  type UserDirectory,
  usersOfTable,
} from './identity/user-directory.ts'
export * from './ks/index.ts'
export { createMediaCatalog } from './media/media-catalog.ts'
export { type ParsedHttpNotification, parseHttpNotification } from './notifications/parse-http-notification.ts'
export { type HashAlgorithm, type SignHttpNotificationOptions, signHttpNotification } from './notifications/signature.ts'
export {
  type VerifiedHttpNotification,
  type VerifyHttpNotificationOptions,
  verifyHttpNotification,
} from './notifications/verify-http-notification.ts'
