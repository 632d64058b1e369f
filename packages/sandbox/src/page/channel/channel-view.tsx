import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { Composer } from '../composer/composer.tsx'
import { usePage } from '../page-store.ts'
import { MessageView } from './message-view.tsx'
import { Welcome } from './welcome.tsx'

/** The channel as the chosen member sees it. */
export function ChannelView() {
  const { state, channelId, me } = usePage()
  const channel = state.value?.channels.find((each) => each.id === channelId.value)
  return (
    <section class="chat" aria-labelledby="channel-title">
      <div class="chat-head">
        <h2 id="channel-title">
          <span class="hash" aria-hidden="true">
            #
          </span>
          {channel?.name ?? 'Connecting…'}
        </h2>
        {me.value && <p class="chat-who">as seen by {me.value.displayName}</p>}
      </div>
      {/* A new log for each view, so that nobody is read a whole channel when they switch. */}
      <MessageLog key={`${channelId.value} ${me.value?.userId}`} channelName={channel?.name ?? ''} />
      <Composer />
    </section>
  )
}

const nearEndPx = 120

function MessageLog({ channelName }: { channelName: string }) {
  const { visibleMessages, watching } = usePage()
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
      {!watching.value && <Welcome channelName={channelName} />}
      {messages.map((message) => (
        <MessageView key={message.id} message={message} />
      ))}
    </div>
  )
}
