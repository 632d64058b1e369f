import type { SandboxChannel, SandboxGuild } from '../../control/contract.ts'
import { usePage } from '../page-store.ts'
import { VoicePeople } from '../voice/voice-room.tsx'
import { listedChannels } from './places.ts'

/** The channels of a guild that one sees, with their categories and open threads. */
export function ChannelList({ guild, userId }: { guild: SandboxGuild; userId: string }) {
  return (
    <nav class="channels" aria-labelledby="channels-title">
      <h2 id="channels-title" class="eyebrow">
        {guild.name}
      </h2>
      {!guild.hasBot && <p class="channels-note">The bot is not in this server.</p>}
      <ul>
        {listedChannels(guild, userId).map((channel) => (
          <li key={channel.id} data-thread={channel.kind === 'thread'}>
            {channel.kind === 'category' ? <h3 class="category">{channel.name}</h3> : <ChannelButton channel={channel} />}
            <InVoice channelId={channel.id} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function InVoice({ channelId }: { channelId: string }) {
  const { state } = usePage()
  const voice = state.value?.voiceChannels.find(({ id }) => id === channelId)
  return voice && voice.people.length > 0 ? <VoicePeople channel={voice} /> : null
}

const marks: Partial<Record<SandboxChannel['kind'], { sign: string; word: string }>> = {
  voice: { sign: '♪', word: 'voice channel' },
  stage: { sign: '♪', word: 'stage' },
  announcement: { sign: '!', word: 'announcements' },
  thread: { sign: '↳', word: 'thread' },
}

function ChannelButton({ channel }: { channel: SandboxChannel }) {
  const { channelId, unread, openChannel } = usePage()
  const mark = marks[channel.kind]
  const isNew = unread.value.has(channel.id)
  const notes = [mark?.word, channel.isPrivate ? 'private' : undefined, isNew ? 'unread' : undefined].filter(Boolean)
  return (
    <button
      type="button"
      data-unread={isNew}
      aria-current={channel.id === channelId.value ? 'page' : undefined}
      onClick={() => openChannel(channel.id)}
    >
      <span aria-hidden="true" class="hash">
        {mark?.sign ?? '#'}
      </span>
      {channel.name}
      {notes.length > 0 && <span class="visually-hidden">, {notes.join(', ')}</span>}
      {channel.isPrivate && <Lock />}
      {isNew && <span class="unread-dot" aria-hidden="true" />}
    </button>
  )
}

function Lock() {
  return (
    <svg class="lock" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <path d="M3 5V3.8a3 3 0 0 1 6 0V5h.5c.3 0 .5.2.5.5v5c0 .3-.2.5-.5.5h-7a.5.5 0 0 1-.5-.5v-5c0-.3.2-.5.5-.5H3Zm1.3 0h3.4V3.8a1.7 1.7 0 0 0-3.4 0V5Z" />
    </svg>
  )
}
