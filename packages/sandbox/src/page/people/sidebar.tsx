import { GuildEvents } from '../guild-events/guild-events.tsx'
import { usePage } from '../page-store.ts'
import { ChannelList } from './channel-list.tsx'
import { ConversationList } from './conversation-list.tsx'
import { GuildRail } from './guild-rail.tsx'
import { MemberSwitch } from './member-switch.tsx'

export function Sidebar() {
  const { state, me, place } = usePage()
  const here = place.value
  const bot = state.value?.bot

  return (
    <header class="side">
      <div class="brand">
        <Mark />
        <h1>
          <span class="brand-name">kaltura-discord</span> <span class="sandbox-chip">Sandbox</span>
        </h1>
      </div>
      <MemberSwitch />
      <GuildRail />
      {me.value && here?.kind === 'guild' && <GuildEvents guild={here.guild} userId={me.value.userId} />}
      {me.value && here?.kind === 'guild' && <ChannelList guild={here.guild} userId={me.value.userId} />}
      {me.value && here?.kind === 'direct' && <ConversationList me={me.value} />}
      <div class="side-foot">
        <p role="status" class="bot-status" data-online={bot?.online ?? false}>
          {bot ? `Bot is ${bot.online ? 'online' : 'offline'}` : 'Waiting for the bot'}
        </p>
      </div>
    </header>
  )
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M6 4h20a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H16l-6.2 5.2A1.1 1.1 0 0 1 8 28.4V24H6a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4Z" />
      <path class="mark-play" d="M13 9.2v9.6a.8.8 0 0 0 1.2.7l7.8-4.8a.8.8 0 0 0 0-1.4l-7.8-4.8a.8.8 0 0 0-1.2.7Z" />
    </svg>
  )
}
