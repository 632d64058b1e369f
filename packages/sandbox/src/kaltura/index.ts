export { createSandboxKaltura, type SandboxKaltura } from './sandbox-kaltura.ts'
