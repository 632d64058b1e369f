export type { Act } from './act/act.ts'
export type { OptionValues } from './act/command-line.ts'
export { CannotActError, DidNotHappenError, NoAnswerError } from './act/errors.ts'
export type { FormValues } from './act/form.ts'
export type { Person } from './act/person.ts'
export type { Reply, ReplyOptions } from './act/reply.ts'
export {
  controlPrefix,
  type SandboxBeacon,
  type SandboxChannel,
  type SandboxEntry,
  type SandboxFault,
  type SandboxFrame,
  type SandboxGuild,
  type SandboxInstance,
  type SandboxMeeting,
  type SandboxMember,
  type SandboxMessage,
  type SandboxModal,
  type SandboxState,
  sandboxState,
} from './control/contract.ts'
export { cast } from './discord/cast.ts'
export type { ClientChange, ClientSettings, NetworkName, NetworkQuality } from './discord/client-settings.ts'
export { type Clock, systemClock } from './discord/clock.ts'
export type { Choice } from './discord/interaction-callback.ts'
export type { FaultKind, FaultOrder, FaultPlace } from './faults/fault-order.ts'
export type { AppToken } from './kaltura/app-token.ts'
export { frameCode, readFrameCode } from './kaltura/frame-code.ts'
export type { SandboxKaltura } from './kaltura/sandbox-kaltura.ts'
export { PortTakenError } from './loopback.ts'
export { type Environment, RealCredentialsError } from './real-credentials.ts'
export type { Sandbox } from './running-sandbox.ts'
export { createSandbox } from './sandbox.ts'
export type { SandboxOptions } from './sandbox-options.ts'
export { ScenarioError } from './scenario/errors.ts'
export { exampleScenarios } from './scenario/examples.ts'
export type { Scenario, ScenarioStep } from './scenario/scenario-schema.ts'
export type { WireEntry } from './wire/wire-entry.ts'
