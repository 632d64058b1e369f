import { z } from 'zod'
import type { ActivityHostOptions } from './activity-host.ts'
import { type Command, parsed } from './command.ts'
import type { Participant } from './participant.ts'
import { done, type RpcOutcome } from './rpc-outcome.ts'

/** What an Activity asks about people. */
export const peopleCommands: readonly (readonly [string, Command])[] = [
  ['GET_ACTIVITY_INSTANCE_CONNECTED_PARTICIPANTS', (_args, _session, { participants }) => done({ participants: participants() })],
  ['GET_USER', parsed('GET_USER', z.object({ id: z.string().max(64) }), getUser)],
  ['GET_RELATIONSHIPS', (_args, _session, options) => done({ relationships: friendsOf(options) })],
]

/** Discord's numbers for two people: friends, and nothing any more. */
export const relationshipType = { none: 0, friend: 1 } as const

export function relationshipJson(person: Participant, type: number): Record<string, unknown> {
  const { nickname: _guilds, ...user } = person
  return { type, user, presence: { status: 'online', activity: null } }
}

function friendsOf({ settings, people }: ActivityHostOptions): Record<string, unknown>[] {
  const { friends } = settings()
  return people().flatMap((person) => (friends.includes(person.id) ? [relationshipJson(person, relationshipType.friend)] : []))
}

function getUser({ id }: { id: string }, { people }: ActivityHostOptions): RpcOutcome {
  return done(people().find((person) => person.id === id) ?? null)
}
