export { type Clip, clips, type Rendition } from './clips.ts'
export { frameCode, readFrameCode } from './frame-code.ts'
export { tokenHeader } from './notifications/sender.ts'
export { createSandboxKaltura, type SandboxKaltura, type SandboxKalturaOptions } from './sandbox-kaltura.ts'
