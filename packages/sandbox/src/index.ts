export type { Act } from './act/act.ts'
export type { OptionValues } from './act/command-line.ts'
export { CannotActError, DidNotHappenError, NoAnswerError } from './act/errors.ts'
export type { Person } from './act/person.ts'
export type { Reply, ReplyOptions } from './act/reply.ts'
export {
  controlPrefix,
  type SandboxEntry,
  type SandboxFault,
  type SandboxInstance,
  type SandboxMember,
  type SandboxMessage,
  type SandboxState,
  sandboxState,
} from './control/contract.ts'
export { cast } from './discord/cast.ts'
export { type Clock, systemClock } from './discord/clock.ts'
export type { FaultKind, FaultOrder, FaultPlace } from './faults/fault-order.ts'
export { frameCode, readFrameCode } from './kaltura/frame-code.ts'
export { PortTakenError } from './loopback.ts'
export { type Environment, RealCredentialsError } from './real-credentials.ts'
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts'
