import type { SandboxVoiceChannel } from '../../control/contract.ts'
import { usePage } from '../page-store.ts'

/** Above the chat of a voice channel: who is in it, and what one can do there. Nothing is heard; talking is a sign that bots and activities get. */
export function VoiceRoom({ channel, userId }: { channel: SandboxVoiceChannel; userId: string }) {
  const { control, orTell } = usePage()
  const own = channel.people.find((person) => person.userId === userId)
  const join = (selfMute: boolean) => void orTell(control.joinVoice(userId, { channelId: channel.id, selfMute }))

  return (
    <section class="voice-room" aria-label={`Voice in ${channel.name}`}>
      {channel.status && <p class="voice-status">{channel.status}</p>}
      {channel.people.length === 0 ? <p class="quiet">Nobody is here yet.</p> : <VoicePeople channel={channel} />}
      <div class="row">
        {own ? (
          <>
            <button type="button" class="button" aria-pressed={own.muted} onClick={() => join(!own.muted)}>
              {own.muted ? 'Unmute' : 'Mute'}
            </button>
            <button
              type="button"
              class="button"
              aria-pressed={own.speaking}
              disabled={own.muted}
              onClick={() => void orTell(control.setSpeaking(userId, !own.speaking))}
            >
              {own.speaking ? 'Stop talking' : 'Talk'}
            </button>
            <button type="button" class="button" onClick={() => void orTell(control.leaveVoice(userId))}>
              Leave voice
            </button>
          </>
        ) : (
          <button type="button" class="button button-primary" onClick={() => join(false)}>
            Join voice
          </button>
        )}
      </div>
    </section>
  )
}

/** Who is in a voice channel, as a list that says who talks and who is muted. */
export function VoicePeople({ channel }: { channel: SandboxVoiceChannel }) {
  return (
    <ul class="voice-people" aria-label={`In ${channel.name}`}>
      {channel.people.map((person) => {
        const note = person.deafened ? 'deafened' : person.muted ? 'muted' : person.speaking ? 'talking' : undefined
        return (
          <li key={person.userId} class="voice-person" data-speaking={person.speaking}>
            <span class="voice-ring" aria-hidden="true">
              {person.name.charAt(0)}
            </span>
            {person.name}
            {note && <span class="voice-note">{note}</span>}
          </li>
        )
      })}
    </ul>
  )
}
