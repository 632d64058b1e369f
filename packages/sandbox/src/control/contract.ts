import type { z } from 'zod'
import type { sandboxFault } from '../faults/fault-schema.ts'

/**
 * What the page, tests and other languages may ask of a running sandbox, under `/sandbox` of its one URL.
 *
 * | method and path | body → answer |
 * |---|---|
 * | `GET /sandbox/health` | → `{ product: 'kaltura-discord sandbox' }`, so that a second start can tell a sibling from a stranger |
 * | `GET /sandbox/state` | → {@link sandboxState} |
 * | `GET /sandbox/events` | → server-sent events; each `state` event carries the whole {@link sandboxState} |
 * | `POST /sandbox/members/:userId/commands` | {@link commandUse} → 202 {@link interactionStarted} |
 * | `POST /sandbox/members/:userId/autocomplete` | {@link autocompleteUse} → {@link autocompleteAnswer} |
 * | `POST /sandbox/members/:userId/components` | {@link componentUse} → 202 {@link interactionStarted} |
 * | `POST /sandbox/members/:userId/modals` | {@link modalUse} → 202 {@link interactionStarted} |
 * | `POST /sandbox/members/:userId/messages` | {@link saying} → 201 `{ messageId }`: they write a message |
 * | `DELETE /sandbox/members/:userId/modals/:interactionId` | → 204 (closed without sending) |
 * | `PUT /sandbox/members/:userId/voice` | {@link voiceJoin} → 204 (connects to a voice channel, or changes how) |
 * | `DELETE /sandbox/members/:userId/voice` | → 204 |
 * | `PUT /sandbox/members/:userId/voice/speaking` | {@link speaking} → 204 |
 * | `PUT` or `DELETE /sandbox/members/:userId/scheduled-events/:eventId/interest` | → 204 |
 * | `POST /sandbox/members/:userId/invites/:code` | → {@link arrival}: uses an invite, which may open the activity |
 * | `POST /sandbox/members/:userId/activity-links` | {@link linkOpening} → {@link arrival} |
 * | `POST /sandbox/members/:userId/instances/:instanceId/join` | → 204 (opens a frame: see `instances[].frames`) |
 * | `POST /sandbox/members/:userId/instances/:instanceId/leave` | → 204 |
 * | `POST /sandbox/members/:userId/instances/:instanceId/windows` | → 201 {@link sandboxFrame}: one more window, at most four |
 * | `DELETE /sandbox/members/:userId/instances/:instanceId/windows/:frameId` | → 204 (closes this one and keeps the others) |
 * | `GET /sandbox/members/:userId/client` | → {@link clientSettings} |
 * | `POST /sandbox/members/:userId/client` | {@link clientChange} → {@link clientSettings}: what the person's Discord client is like |
 * | `POST /sandbox/members/:userId/rpc/close` | {@link hangUpOrder} → 204 (Discord ends the connection to a window, which stays) |
 * | `POST /sandbox/members/:userId/rpc/permissions` | {@link channelQuestion} → {@link permissionsAnswer} or 400 {@link rpcError} |
 * | `POST /sandbox/members/:userId/rpc/ticket` | {@link ticketQuestion} → {@link ticketAnswer} or 400 {@link rpcError} |
 * | `POST /sandbox/members/:userId/rpc/authorize` | {@link authorizeArgs} → {@link authorizeAnswer} or 400 {@link rpcError} |
 * | `POST /sandbox/members/:userId/rpc/authenticate` | {@link authenticateArgs} → {@link authenticateAnswer} or 400 {@link rpcError} |
 * | `PUT /sandbox/guilds/:guildId/bot`, `DELETE` the same | → 204 (adds the bot to a guild, or takes it away) |
 * | `PUT /sandbox/members/:userId/app`, `DELETE` the same | → 204 (installs the app for one person, or takes it away) |
 * | `POST /sandbox/members/:userId/direct` | {@link directUse} → {@link directAnswer} |
 * | `POST /sandbox/faults` | {@link faultOrder} → 201 {@link sandboxFault} |
 * | `DELETE /sandbox/faults/:id` | → 204 |
 * | `POST /sandbox/faults/hits` | {@link faultQuestion} → {@link faultTaken}: whether a fault hits this now; for RPC hosts |
 * | `GET /sandbox/wire?after=:seq` | → `wireAnswer` of `wire/wire-entry.ts`: what went over the wires lately |
 * | `GET /sandbox/wire/events?after=:seq` | → server-sent events; each `wire` event carries a list of `wireEntry` |
 * | `GET /sandbox/scenarios` | → `{ scenarios }`, a list of {@link scenario}: those that come with the sandbox |
 * | `POST /sandbox/scenarios/recording` | → 204: what is done is written down from now on |
 * | `DELETE /sandbox/scenarios/recording` | `{ name? }` → {@link scenario} |
 * | `POST /sandbox/scenarios/play` | {@link scenario} → 202; the state tells how far it is |
 * | `POST /sandbox/scenarios/stop` | → 204 |
 * | `POST /sandbox/gateway/drop` | → 204 (closes every gateway connection so that bots have to resume) |
 * | `POST /sandbox/kaltura/recordings` | → 202 {@link recordingPublished} |
 * | `POST /sandbox/kaltura/meetings/:id/end` | → 202 {@link recordingPublished}: everyone is out, and a recording is being converted |
 */
export const controlPrefix = '/sandbox'

export { clientChange, clientSettings } from '../discord/client-settings.ts'
export { faultOrder, faultQuestion, faultTaken, sandboxFault } from '../faults/fault-schema.ts'
export { scenario } from '../scenario/scenario-schema.ts'
export * from './contract/activities.ts'
export * from './contract/attendance.ts'
export * from './contract/deeds.ts'
export * from './contract/kaltura.ts'
export * from './contract/messages.ts'
export * from './contract/people.ts'
export * from './contract/places.ts'
export * from './contract/rpc.ts'
export * from './contract/state.ts'
export type SandboxFault = z.infer<typeof sandboxFault>
