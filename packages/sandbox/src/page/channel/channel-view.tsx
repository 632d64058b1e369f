import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { Composer } from '../composer/composer.tsx'
import { usePage } from '../page-store.ts'
import type { Place } from '../people/places.ts'
import { VoiceRoom } from '../voice/voice-room.tsx'
import { ChannelTools, OpenPanel } from './channel-tools.tsx'
import { MessageView } from './message-view.tsx'
import { Welcome } from './welcome.tsx'

/** The channel as the chosen member sees it. */
export function ChannelView() {
  const { channelId, me, place, state } = usePage()
  const voice = state.value?.voiceChannels.find(({ id }) => id === channelId.value)
  const here = place.value
  return (
    <section class="chat" aria-labelledby="channel-title">
      <div class="chat-head">
        <h2 id="channel-title">
          <span class="hash" aria-hidden="true">
            {here?.kind === 'direct' ? '@' : here?.channel.kind === 'thread' ? '↳' : '#'}
          </span>
          {here?.name ?? 'Connecting…'}
        </h2>
        {me.value && <p class="chat-who">as seen by {me.value.displayName}</p>}
        <ChannelTools />
      </div>
      {voice && me.value && <VoiceRoom channel={voice} userId={me.value.userId} />}
      <OpenPanel />
      {/* A new log for each view, so that nobody is read a whole channel when they switch. */}
      <MessageLog key={`${channelId.value} ${me.value?.userId}`} channelName={here?.name ?? ''} />
      <Composer />
    </section>
  )
}

/** A newcomer is shown around where the bot is; elsewhere its commands may be missing. */
function isWelcoming(place: Place | undefined): boolean {
  return place?.kind === 'guild' && place.guild.hasBot && place.channel.kind !== 'thread'
}

const nearEndPx = 120

function MessageLog({ channelName }: { channelName: string }) {
  const { visibleMessages, watching, place } = usePage()
  const log = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const messages = visibleMessages.value

  const toEnd = (): void => {
    const box = log.current
    if (box && follows.current) box.scrollTop = visibleMessages.peek().length > 0 ? box.scrollHeight : 0
  }
  useLayoutEffect(toEnd, [messages])
  useEffect(() => {
    if (!log.current) return
    const observer = new ResizeObserver(toEnd)
    observer.observe(log.current)
    return () => observer.disconnect()
  }, [])

  return (
    <div
      ref={log}
      class="log"
      role="log"
      aria-live="polite"
      aria-label={`Messages in ${channelName}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      onScroll={({ currentTarget: box }) => {
        follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearEndPx
      }}
    >
      {!watching.value && isWelcoming(place.value) && <Welcome channelName={channelName} />}
      {messages.map((message) => (
        <MessageView key={message.id} message={message} />
      ))}
    </div>
  )
}
