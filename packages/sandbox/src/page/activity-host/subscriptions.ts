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
  QUEST_ENROLLMENT_STATUS_UPDATE: [],
}

const ofOneChannel: readonly string[] = ['VOICE_STATE_UPDATE', 'SPEAKING_START', 'SPEAKING_STOP']

/** Whether the arguments of a subscription name the guild and the channel that the frame is in. */
export interface SubscriptionPlace {
  guild: boolean
  channel: boolean
}

/** Which events one frame wants to hear. An event that nobody subscribed to is not sent. */
export function createSubscriptions(send: (event: string, data: unknown) => void) {
  const wanted = new Set<string>()

  return {
    /** 4004 for an event that does not exist, 4006 without its scopes, 4003 and 4005 for another guild or channel than the frame's. */
    add(event: string, scopes: ReadonlySet<string>, place: SubscriptionPlace): RpcOutcome {
      const needed = neededScopes[event]
      if (!needed) return refused(rpcErrorCode.invalidEvent, `Invalid event: ${event}`)
      if (!needed.every((scope) => scopes.has(scope))) return outOfScope()
      if (event === 'CURRENT_GUILD_MEMBER_UPDATE' && !place.guild) return refused(rpcErrorCode.invalidGuild, 'Invalid guild')
      if (ofOneChannel.includes(event) && !place.channel) return refused(rpcErrorCode.invalidChannel, 'Invalid channel')
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
