import { done, outOfScope, type RpcOutcome, refused } from './rpc-outcome.ts'
import { rpcErrorCode } from './wire.ts'

const neededScopes: Readonly<Record<string, readonly string[]>> = {
  VOICE_STATE_UPDATE: ['rpc.voice.read'],
  SPEAKING_START: ['rpc.voice.read'],
  SPEAKING_STOP: ['rpc.voice.read'],
  CURRENT_USER_UPDATE: ['identify'],
  CURRENT_GUILD_MEMBER_UPDATE: ['identify', 'guilds.members.read'],
  RELATIONSHIP_UPDATE: ['relationships.read'],
  ACTIVITY_LAYOUT_MODE_UPDATE: [],
  ORIENTATION_UPDATE: [],
  THERMAL_STATE_UPDATE: [],
  ACTIVITY_INSTANCE_PARTICIPANTS_UPDATE: [],
  ENTITLEMENT_CREATE: [],
  ACTIVITY_JOIN: [],
}

/** Which events one frame wants to hear. An event that nobody subscribed to is not sent. */
export function createSubscriptions(send: (event: string, data: unknown) => void) {
  const wanted = new Set<string>()

  return {
    /** 4004 for an event that does not exist, 4006 without its scopes. */
    add(event: string, scopes: ReadonlySet<string>): RpcOutcome {
      const needed = neededScopes[event]
      if (!needed) return refused(rpcErrorCode.invalidEvent, `Invalid event: ${event}`)
      if (!needed.every((scope) => scopes.has(scope))) return outOfScope()
      wanted.add(event)
      return done({ evt: event })
    },

    remove(event: string): RpcOutcome {
      wanted.delete(event)
      return done({ evt: event })
    },

    dispatch(event: string, data: unknown): void {
      if (wanted.has(event)) send(event, data)
    },

    clear(): void {
      wanted.clear()
    },
  }
}
