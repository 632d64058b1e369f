import type { z } from 'zod'
import type { ActivityHostOptions } from './activity-host.ts'
import { malformed, type RpcOutcome } from './rpc-outcome.ts'

/** What a command may know of the connection that it came on. */
export interface RpcSession {
  clientId: string
  /** Granted by AUTHENTICATE; empty before. */
  scopes: ReadonlySet<string>
  authenticated(scopes: readonly string[]): void
}

export type Command = (args: unknown, session: RpcSession, options: ActivityHostOptions) => RpcOutcome | Promise<RpcOutcome>

/** A command whose arguments have to look like this; others get 4000. */
export function parsed<Args>(
  name: string,
  schema: z.ZodType<Args>,
  run: (args: Args, options: ActivityHostOptions) => RpcOutcome | Promise<RpcOutcome>,
): Command {
  return (args, _session, options) => {
    const read = schema.safeParse(args)
    return read.success ? run(read.data, options) : malformed(name)
  }
}
