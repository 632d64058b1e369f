import { usePage } from '../page-store.ts'
import { MemberSwitch } from './member-switch.tsx'

export function Sidebar() {
  const { state, channelId, openChannel } = usePage()
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
      <nav class="channels" aria-labelledby="channels-title">
        <h2 id="channels-title" class="eyebrow">
          {state.value?.guild.name ?? 'Channels'}
        </h2>
        <ul>
          {state.value?.channels.map((channel) => (
            <li key={channel.id}>
              <button
                type="button"
                aria-current={channel.id === channelId.value ? 'page' : undefined}
                onClick={() => openChannel(channel.id)}
              >
                <span aria-hidden="true" class="hash">
                  #
                </span>
                {channel.name}
              </button>
            </li>
          ))}
        </ul>
      </nav>
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
