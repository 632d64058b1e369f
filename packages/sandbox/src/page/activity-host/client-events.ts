import type { ClientSettings } from '../../discord/client-settings.ts'
import type { Participant } from './participant.ts'
import { relationshipJson, relationshipType } from './people-commands.ts'
import { entitlementJson } from './shop-commands.ts'
import { type Voice, voiceStateJson } from './voice.ts'

/** What one frame's client knew at one time. */
export interface ClientFacts {
  settings: ClientSettings
  voices: readonly Voice[]
  people: readonly Participant[]
}

interface ClientEvent {
  event: string
  data: unknown
}

/** What Discord tells an Activity when this became that. A change back and forth in between is not told, as nobody saw it. */
export function eventsBetween(
  before: ClientFacts,
  after: ClientFacts,
  place: { channelId: string; userId: string; applicationId: string },
): ClientEvent[] {
  const { channelId: channel_id, userId, applicationId } = place
  const was = before.settings
  const is = after.settings
  const speaking = (event: string, from: ClientFacts, to: ClientFacts): ClientEvent[] =>
    newcomers(speakers(from), speakers(to)).map((user_id) => ({ event, data: { channel_id, user_id } }))
  const relationships = (from: ClientSettings, to: ClientSettings, type: number): ClientEvent[] =>
    newcomers(from.friends, to.friends)
      .flatMap((id) => after.people.find((person) => person.id === id) ?? [])
      .map((person) => ({ event: 'RELATIONSHIP_UPDATE', data: relationshipJson(person, type) }))
  return [
    ...changedVoices(before, after).map((voice) => ({ event: 'VOICE_STATE_UPDATE', data: voiceStateJson(voice, is.events) })),
    ...speaking('SPEAKING_START', before, after),
    ...speaking('SPEAKING_STOP', after, before),
    ...relationships(was, is, relationshipType.friend),
    ...relationships(is, was, relationshipType.none),
    ...newcomers(was.purchases, is.purchases).map((sku) => ({
      event: 'ENTITLEMENT_CREATE',
      data: { entitlement: entitlementJson(sku, userId, applicationId) },
    })),
    ...enrolment(was.quest, is.quest),
    ...(is.joinSecret !== null && is.joinSecret !== was.joinSecret
      ? [{ event: 'ACTIVITY_JOIN', data: { applicationId, secret: is.joinSecret } }]
      : []),
  ]
}

/** The SDK takes a bare date for `enrolled_at` and nothing else, so a person who leaves a quest cannot be told of. */
function enrolment(was: ClientSettings['quest'], is: ClientSettings['quest']): ClientEvent[] {
  if (!is?.enrolledAt || is.enrolledAt === was?.enrolledAt) return []
  const data = { quest_id: is.questId, is_enrolled: true, enrolled_at: is.enrolledAt.slice(0, 10) }
  return [{ event: 'QUEST_ENROLLMENT_STATUS_UPDATE', data }]
}

function changedVoices(before: ClientFacts, after: ClientFacts): Voice[] {
  return after.voices.filter(({ person, muted, deafened }) => {
    const was = before.voices.find((each) => each.person.id === person.id)
    return was?.muted !== muted || was.deafened !== deafened
  })
}

function speakers({ voices }: ClientFacts): string[] {
  return voices.flatMap(({ person, speaking }) => (speaking ? [person.id] : []))
}

function newcomers(before: readonly string[], after: readonly string[]): string[] {
  return after.filter((one) => !before.includes(one))
}
