import type { ClientSettings } from '../../discord/client-settings.ts'
import type { Participant } from './participant.ts'

/** Somebody in the voice of the Activity's channel. */
export interface Voice {
  person: Participant
  muted: boolean
  deafened: boolean
  speaking: boolean
}

/** As the SDK's schema wants it; as documented it lacks the speaker's `avatar_decoration_data`. */
export function voiceStateJson({ person, muted, deafened }: Voice, events: ClientSettings['events']): Record<string, unknown> {
  const { nickname, avatar_decoration_data, ...user } = person
  return {
    mute: false,
    nick: nickname,
    volume: 100,
    user: { ...user, premium_type: null, ...(events === 'complete' ? { avatar_decoration_data } : {}) },
    voice_state: { mute: false, deaf: false, self_mute: muted, self_deaf: deafened, suppress: false },
  }
}
