import type { Act } from './act/act.ts'
import type { SandboxFault, SandboxState } from './control/contract.ts'
import type { Discord } from './discord/discord.ts'
import type { FaultOrder } from './faults/fault-order.ts'
import type { SandboxKaltura } from './kaltura/index.ts'
import type { Scenario } from './scenario/scenario-schema.ts'
import type { WireLog } from './wire/wire-log.ts'

/** A running sandbox, reachable from this machine only. */
export interface Sandbox extends Act {
  /** The page, Discord's REST under `/api`, consent for websites under `/oauth2/authorize`, the gateway under `/gateway`, the control API under `/sandbox`: `http://localhost:3333`. */
  readonly url: string
  /** Where frames of the activity live: `http://127.0.0.1:<port>`. */
  readonly activityOrigin: string
  /** The environment variables that point our bot and server at this sandbox. Holds its secrets, new at every start. */
  readonly environment: Readonly<Record<string, string>>
  /** Ed25519 public key (hex) that the activity proxy's signature headers can be checked with. */
  readonly publicKey: string
  readonly discord: Discord
  readonly kaltura: SandboxKaltura | undefined
  /** URL mapping `/`: our server. */
  setActivityTarget(url: string): void
  /** OAuth2 redirects, as the developer portal has them: where `/oauth2/authorize` may send people back to. */
  setRedirectUris(uris: readonly string[]): void
  /** URL mappings `/kaltura` and `/kaltura-media`. Set to the sandbox's own Kaltura at the start. */
  setKalturaHosts(hosts: { api: string; media: string }): void
  state(): SandboxState
  /**
   * Lets something go wrong until it has hit `times` requests, or is removed: `fault({ place: 'discord-rest', kind: 'status', status: 503, times: 2 })`.
   * A `cut` at `activity-proxy` also cuts the WebSockets that are open. The control API never fails on purpose.
   * @throws InvalidInputError for an order that makes no sense, or when there are fifty faults already.
   */
  fault(order: FaultOrder): { readonly fault: SandboxFault; remove(): void }
  /**
   * Plays a scenario, in the time of `clock`. Resolves when its last step is done.
   * @throws InvalidInputError for what is no scenario; nothing is done then
   * @throws ScenarioError (`sandbox.scenario`) for the first step that could not be done
   */
  play(scenario: Scenario): Promise<void>
  /** Writes down what is done from now on, by the page, the control API or `sandbox.as(…)`, as a scenario. */
  record(): { stop(name: string): Scenario }
  /** What went over the wires lately (the last 2,000 entries, 4 MB), with every secret replaced by `[redacted]`. */
  readonly wire: Pick<WireLog, 'entries' | 'oldestSeq' | 'subscribe'>
  /** Closes every bot's gateway connection with 4000, as Discord does when it moves bots: they have to resume. */
  dropGateway(): void
  /** Ends every socket, timer and server. Twice does no harm. */
  close(): Promise<void>
}
