import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { type Failure, failure } from '../launch/failure.ts'
import type { Bootstrap } from '../launch/launch.ts'
import type { Invitations } from '../watch/invitations.ts'
import type { Library } from '../watch/library.ts'
import { openWatchSession, type WatchSession } from '../watch/watch-session.ts'
import { Controls } from './controls.tsx'
import { Notice } from './notice.tsx'
import { RoomStatus } from './room-status.tsx'
import { type OpenPanel, RoomTabs } from './room-tabs.tsx'
import { SidePanel } from './side-panel.tsx'
import { Stage } from './stage.tsx'
import { Told } from './told.tsx'

export interface WatchingProps {
  bootstrap: Bootstrap
  goesOn: boolean
  library: Library
  /** For those who may invite. */
  invitations: Invitations | undefined
  renewTicket(): Promise<string>
  retry(): void
}

type Opening = { kind: 'opening' } | { kind: 'open'; session: WatchSession } | Failure

/** The video, the remote and the people. */
export function Watching({ bootstrap, goesOn, library, invitations, renewTicket, retry }: WatchingProps) {
  const target = useRef<HTMLDivElement>(null)
  const stage = useSignal<Opening>({ kind: 'opening' })
  const panel = useSignal<OpenPanel>(undefined)

  useEffect(() => {
    let gone = false
    let session: WatchSession | undefined
    const fail = (error: unknown) => {
      stage.value = failure(error)
    }
    if (!target.current) return
    const options = { bootstrap, goesOn, library, renewTicket, target: target.current, origin: location.origin, onError: fail }
    openWatchSession(options).then((opened) => {
      session = opened
      if (gone) opened.close()
      else stage.value = { kind: 'open', session: opened }
    }, fail)
    return () => {
      gone = true
      session?.close()
    }
  }, [bootstrap, goesOn, library, renewTicket, stage])

  const { value: now } = stage
  if (now.kind === 'failed') {
    return (
      <Notice title="This did not work" alert action={now.again ? { label: 'Try again', run: retry } : undefined}>
        <Told failure={now} />
      </Notice>
    )
  }
  const entry = now.kind === 'open' ? entryOf(now.session, bootstrap) : bootstrap.entry
  return (
    <main class="kd-watching">
      <header class="kd-top">
        <div class="kd-titles">
          <h1>{entry.name}</h1>
          {now.kind === 'open' && <RoomStatus room={now.session.room.value} waitsS={now.session.waitsS.value} />}
        </div>
        {now.kind === 'open' && <RoomTabs room={now.session.room.value} open={panel} />}
      </header>
      <div class="kd-stage">
        <div class="kd-player" ref={target} />
        {now.kind === 'opening' ? (
          <p class="kd-opening" role="status">
            Opening the video…
          </p>
        ) : (
          <Stage session={now.session} continuation={goesOn ? undefined : bootstrap.continuation} />
        )}
      </div>
      {now.kind === 'open' && <SidePanel session={now.session} invitations={invitations} open={panel} />}
      {now.kind === 'open' && <Controls session={now.session} durationS={entry.durationS} live={entry.kind === 'live'} />}
    </main>
  )
}

/** What the room shows, as far as this viewer may know it. */
function entryOf({ shown, room }: WatchSession, { entry }: Bootstrap) {
  if (shown.value.kind === 'open') return shown.value.entry
  const { title, durationS } = room.value
  return { ...entry, name: title ?? entry.name, durationS: durationS ?? entry.durationS }
}
