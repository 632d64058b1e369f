import type { ClientSettings } from '../../discord/client-settings.ts'
import type { RpcSession } from './command.ts'
import { outOfScope, type RpcOutcome, refused } from './rpc-outcome.ts'
import { rpcErrorCode } from './wire.ts'

interface Rule {
  scope?: string
  /** The only clients that know the command. */
  only?: 'desktop' | 'mobile'
}

/** Source: docs.discord.com, Embedded App SDK, the tables of "Required Scopes" and "Supported Platforms" of each command. */
const rules: Readonly<Record<string, Rule>> = {
  ENCOURAGE_HW_ACCELERATION: { only: 'desktop' },
  GET_CHANNEL: { scope: 'guilds' },
  GET_CHANNEL_PERMISSIONS: { scope: 'guilds.members.read' },
  GET_RELATIONSHIPS: { scope: 'relationships.read' },
  OPEN_SHARE_MOMENT_DIALOG: { scope: 'identify', only: 'desktop' },
  SET_ACTIVITY: { scope: 'rpc.activities.write' },
  SET_CONFIG: { only: 'desktop' },
  SET_ORIENTATION_LOCK_STATE: { only: 'mobile' },
  USER_SETTINGS_GET_LOCALE: { scope: 'identify' },
}

/** Why this client does not run the command: it does not know it (4002, as of any unknown one), or was not allowed to (4006). */
export function ruledOut(name: string, session: RpcSession, { device }: ClientSettings): RpcOutcome | undefined {
  const { scope, only } = rules[name] ?? {}
  if (only && only !== (device === 'desktop' ? 'desktop' : 'mobile')) return unknownCommand(name)
  return scope && !session.scopes.has(scope) ? outOfScope() : undefined
}

export const unknownCommand = (name: string): RpcOutcome => refused(rpcErrorCode.invalidCommand, `Invalid command: ${name}`)
