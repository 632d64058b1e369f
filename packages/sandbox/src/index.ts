export {
  controlPrefix,
  type SandboxEntry,
  type SandboxInstance,
  type SandboxMember,
  type SandboxMessage,
  type SandboxState,
  sandboxState,
} from './control/contract.ts'
export { cast } from './discord/cast.ts'
export { type Clock, systemClock } from './discord/clock.ts'
export { frameCode, readFrameCode } from './kaltura/frame-code.ts'
export { PortTakenError } from './loopback.ts'
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts'
