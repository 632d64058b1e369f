import { type Reaction, reactionEmojis } from '@kaltura-discord/sync'
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { WatchSession } from '../watch/watch-session.ts'

const names: Readonly<Record<string, string>> = {
  '👍': 'Like',
  '❤️': 'Love',
  '😂': 'Laugh',
  '😮': 'Wow',
  '😢': 'Sad',
  '👏': 'Applause',
  '🔥': 'Fire',
  '🎉': 'Party',
}
const shownMs = 2500
const atOnce = 24
/** Reactions belong to a second; who is further away than this sees another one. */
const nearS = 5

/** What members throw at the picture. For the eye alone: read out one by one they would drown the film. */
export function Reactions({ session }: { session: WatchSession }) {
  const flying = useSignal<readonly (Reaction & { key: number })[]>([])
  useEffect(() => {
    let count = 0
    const timers = new Set<ReturnType<typeof setTimeout>>()
    const stop = session.reactions.onReactions((some) => {
      const near = some.filter(({ atS }) => Math.abs(atS - session.positionS.peek()) < nearS)
      const fresh = near.map((reaction) => ({ ...reaction, key: count++ }))
      flying.value = [...flying.value, ...fresh].slice(-atOnce)
      const timer = setTimeout(() => {
        timers.delete(timer)
        flying.value = flying.value.filter((one) => !fresh.includes(one))
      }, shownMs)
      timers.add(timer)
    })
    return () => {
      stop()
      for (const timer of timers) clearTimeout(timer)
    }
  }, [session, flying])
  return (
    <div class="kd-reactions" aria-hidden="true">
      {flying.value.map(({ key, emoji, count }) => (
        <span key={key} data-lane={key % 4}>
          {emoji}
          {count > 1 && <small>{count}</small>}
        </span>
      ))}
    </div>
  )
}

/** The buttons that throw one. */
export function ReactionBar({ session }: { session: WatchSession }) {
  const open = useSignal(false)
  return (
    <div class="kd-react">
      <button
        type="button"
        class="kd-button"
        aria-label="React"
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value
        }}
      >
        ☺
      </button>
      {open.value && (
        <fieldset class="kd-emojis" aria-label="Reactions">
          {reactionEmojis.map((emoji) => (
            <button
              key={emoji}
              type="button"
              class="kd-emoji"
              aria-label={names[emoji] ?? emoji}
              onClick={() => session.reactions.react(emoji)}
            >
              {emoji}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  )
}
