import { rpcErrorCode } from './wire.ts'

/** How a command ended: its data, or Discord's error code with words. */
export type RpcOutcome = { kind: 'done'; data: unknown } | { kind: 'refused'; code: number; message: string }

export const done = (data: unknown): RpcOutcome => ({ kind: 'done', data })

export const refused = (code: number, message: string): RpcOutcome => ({ kind: 'refused', code, message })

export const outOfScope = (): RpcOutcome => refused(rpcErrorCode.invalidPermissions, 'Not authenticated or invalid scope')

export const malformed = (what: string): RpcOutcome => refused(rpcErrorCode.invalidPayload, `Invalid arguments for ${what}`)
