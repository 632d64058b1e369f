export { type Access, type AccessOptions, createAccess } from './access/access.ts'
export { canSee, canWatch, type WatchDecision, type WatchRefusal } from './access/can-watch.ts'
export { createExplainMember, type ExplainedMember } from './access/explain-member.ts'
export type { Grant, GrantStore } from './access/grant-store.ts'
export {
  createGranting,
  type GrantableAction,
  type GrantOutcome,
  type GrantRequest,
  grantableActions,
  longestGrantMs,
} from './access/granting.ts'
export type { BoundGuild, GuildBinding, GuildBindings } from './access/guild-binding.ts'
export type { Holders, Holding } from './access/holders.ts'
export type { GuildMember } from './access/member.ts'
export type { PermissionName } from './access/permission.ts'
export { type Action, asGuest, type Decision, may, policy, policyActions, type Standing } from './access/policy.ts'
export { type ExplainedRole, explainRole, type Role } from './access/role.ts'
export { createStaticBindings } from './access/static-bindings.ts'
export { type AuditVerdict, type Digest, type VerifyAuditOptions, verifyAudit } from './audit/audit-chain.ts'
export type { AuditLog, AuditPage } from './audit/audit-log.ts'
export type { AuditBody, AuditEntry, AuditHead, AuditRecord } from './audit/audit-record.ts'
export { type AuditingOptions, createAuditing } from './audit/auditing.ts'
export { createMemoryAuditLog, type MemoryAuditLog } from './audit/memory-audit-log.ts'
export { type Cache, longestCached, type PlainData } from './cache/cache.ts'
export { type CachedLookupOptions, type Caching, createCachedLookup } from './cache/cached-lookup.ts'
export { createMemoryCache, type MemoryCacheOptions } from './cache/memory-cache.ts'
export { changedAtRestart } from './config/changed-settings.ts'
export type { DescribedConnection, DescribedConnections } from './config/described-connections.ts'
export { type Explanation, explainSettings } from './config/explanation.ts'
export type { Copy, CopyShelf } from './config/fresh-copies.ts'
export type { ConfigChange } from './config/guild/config-diff.ts'
export { type ConfigSource, type ConfigSourceOptions, createConfigSource, type GuildExplanation } from './config/guild/config-source.ts'
export { type ConfiguredBindingsOptions, createConfiguredBindings, type OperatorBinding } from './config/guild/configured-bindings.ts'
export { createConfiguredRoutes } from './config/guild/configured-routes.ts'
export type { EffectiveGuildConfig, GuildConfig, GuildLayer, GuildOverrides, OperatorConfig } from './config/guild/guild-config.ts'
export {
  type ConfigEdit,
  type ConfigHistoryEntry,
  createGuildConfigEditor,
  type EditOutcome,
  type GuildConfigEditor,
  type GuildConfigEditorOptions,
} from './config/guild/guild-config-editor.ts'
export { type GuildConfigStore, type GuildConfigVersion, keptVersions } from './config/guild/guild-config-store.ts'
export { createMemoryGuildConfigStore } from './config/guild/memory-guild-config-store.ts'
export { operatorConfig } from './config/guild/operator-config.ts'
export type { InvalidationListener, Invalidations } from './config/invalidations.ts'
export type { AppTokenSetting, KalturaAccount, KalturaCredentials, KalturaMeetings, KalturaUsers } from './config/kaltura-account.ts'
export type { ConfigFile, Layer, Sources } from './config/layers.ts'
export { createMemoryInvalidations } from './config/memory-invalidations.ts'
export { type BotSettings, readBotSettings, readSettings, type Settings } from './config/read-settings.ts'
export { mainConnection } from './config/settings/connections.ts'
export { keptForOf } from './config/settings/retention.ts'
export { type Degradation, degradations, type Feature, features, featuresWithout, type Remote, remotes } from './degradation/degradation.ts'
export { CodedError, type CodedErrorOptions, InvalidInputError, UnavailableError } from './errors/coded-error.ts'
export type { ErrorRow } from './errors/error-row.ts'
export { type ErrorCode, errorRow, errorSentence, errorTable } from './errors/error-table.ts'
export { type DomainEvent, domainEvent, type EventActor, type EventOf, knownEvent, type LoggedEvent } from './events/domain-event.ts'
export type { EventLog } from './events/event-log.ts'
export { type EventType, eventTypes } from './events/event-types.ts'
export { createMemoryEventLog, type MemoryEventLog } from './events/memory-event-log.ts'
export { createMemorySubscriberStore } from './events/memory-subscriber-store.ts'
export type { ParkedEvent, SubscriberPlace, SubscriberStore } from './events/subscriber-store.ts'
export { createSubscription, type Subscription, type SubscriptionOptions, type SubscriptionRound } from './events/subscription.ts'
export { configChanged, deliveryEnded, grantGiven, programmeStarted } from './events/told-changes.ts'
export type { FlagEvaluation } from './flags/evaluate-flag.ts'
export { createRuledFlags, type FeatureFlags, type RuledFlags, type RuledFlagsOptions } from './flags/feature-flags.ts'
export type { FlagRules } from './flags/flag.ts'
export type { IdentityLink, IdentityLinks } from './identity/identity-links.ts'
export type { LinkCode, LinkCodes } from './identity/link-codes.ts'
export {
  type BeginRefusal,
  createLinking,
  type Linking,
  type LinkingDependencies,
  type LinkRules,
  type ProofRefusal,
} from './identity/linking.ts'
export type { CaptionText, CaptionTrack, SpokenLine, SpokenSearch } from './media/caption.ts'
export type { Chapter } from './media/chapter.ts'
export type { Entry, EntryStatus } from './media/entry.ts'
export type { FoundEntry, Highlight, HighlightPart } from './media/found-entry.ts'
export type {
  CatalogueGrant,
  IssuedKs,
  KsGrant,
  KsIssuer,
  MeetingGrant,
  MeetingPlannerGrant,
  SetupGrant,
  ViewerGrant,
} from './media/ks-issuer.ts'
export type { MediaCatalog, Viewer } from './media/media-catalog.ts'
export { type Blocked, type BlockedReason, blockedWords, type Playability } from './media/playability.ts'
export { emptyScope, inScope, type MediaScope } from './media/scope.ts'
export {
  checkMeetingDraft,
  checkMeetingTimes,
  type Meeting,
  type MeetingDate,
  type MeetingDraft,
  type MeetingRecurrence,
  type MeetingRole,
  type MeetingTimes,
  type MeetingType,
  type Weekday,
} from './meetings/meeting.ts'
export { dateAt } from './meetings/meeting-date.ts'
export type {
  CallSignal,
  JoinLink,
  MeetingForbidden,
  MeetingNotFound,
  MeetingOver,
  MeetingPage,
  MeetingPerson,
  MeetingProvider,
  MeetingProviders,
  MeetingRef,
  MeetingSupport,
  Unsupported,
} from './meetings/meeting-provider.ts'
export type { Backlog } from './notifications/backlog.ts'
export type { CursorStore } from './notifications/cursor-store.ts'
export { type DeliverDependencies, deliverDue } from './notifications/deliver-due.ts'
export {
  type CardRow,
  type ClaimedDelivery,
  type Delivery,
  type DeliveryEnd,
  type DeliveryState,
  deliveryStates,
  type PlannedDelivery,
} from './notifications/delivery.ts'
export { type DeliveryOutbox, everyGuild } from './notifications/delivery-outbox.ts'
export { type LimitedResponse, limitAnswerOf, retryAfterMs } from './notifications/limit-answer.ts'
export {
  createLimitedRequest,
  createTurns,
  type LimitedAnswer,
  type LimitedRequestOptions,
  type RequestPlace,
} from './notifications/limited-request.ts'
export { createMemorySendLimit } from './notifications/memory-send-limit.ts'
export type { MessageSink, OutboundMessage, SinkOutcome } from './notifications/message-sink.ts'
export type { Notice } from './notifications/notice.ts'
export { noticeMessage } from './notifications/notice-message.ts'
export { type NotificationEvent, notificationEvents } from './notifications/notification-event.ts'
export type {
  ClaimedNotification,
  InboundNotification,
  NotificationInbox,
  ParkedNotification,
  PendingNotification,
} from './notifications/notification-inbox.ts'
export { type MeetingSubject, type NotificationSubject, notificationSubject } from './notifications/notification-subject.ts'
export { type PlanDependencies, planDue } from './notifications/plan-due.ts'
export { type QuietHours, quietHours } from './notifications/quiet-hours.ts'
export { announceRoutes, type NotificationRoute, notificationRoute, type RoutesOf } from './notifications/route.ts'
export {
  countsAsInvalid,
  invalidWindowMs,
  type LimitAnswer,
  laneShares,
  routeAfter,
  type SendLane,
  type SendLimit,
  type SendLimitOptions,
  type SendTurn,
} from './notifications/send-limit.ts'
export { createSteadySendLimit, type SteadySendLimitOptions } from './notifications/steady-send-limit.ts'
export type { DomainStores } from './ports/domain-stores.ts'
export { type Kept, type KeptForMs, keptForMs } from './privacy/kept-for.ts'
export type { PersonalData } from './privacy/personal-data.ts'
export { redact, redactDeep } from './redaction/redact.ts'
export { isolated } from './templates/isolate.ts'
export type { NotificationBody } from './templates/notification-body.ts'
export { type NotificationData, type NotificationTemplate, notificationFacts } from './templates/notification-facts.ts'
export { checkNotificationTemplate, type NotificationProblem } from './templates/notification-template.ts'
export { type ParsedTemplate, parseTemplate } from './templates/parse-template.ts'
export { previewTemplate, type TemplatePreview } from './templates/preview-template.ts'
export type { TemplateProblem, TemplateProblemCode } from './templates/problem.ts'
export type { RenderContext } from './templates/render-context.ts'
export { type NotificationRequest, type RenderedNotification, renderNotification } from './templates/render-notification.ts'
export { renderTemplate } from './templates/render-template.ts'
export type { Template } from './templates/template.ts'
export type { TemplateData, Variables } from './templates/variable.ts'
export { clockTime, escapeMarkdown } from './text/discord-text.ts'
export type { Invitation, InvitationStore } from './watch/invitation-store.ts'
export { type LeftOff, leftOffQueueLength, type Programme, type ProgrammeStore } from './watch/programme-store.ts'
export { type Continuation, createWatch, type LaunchOutcome, type Watch, type WatchDependencies, type WatchRequest } from './watch/watch.ts'
