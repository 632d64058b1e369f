import type { EntrySummary } from '@kaltura-discord/api'
import { clockTime } from '@kaltura-discord/core'
import { useSignal } from '@preact/signals'
import { type Failure, failure } from '../launch/failure.ts'
import type { WatchSession } from '../watch/watch-session.ts'
import { Act } from './act.tsx'
import { Told } from './told.tsx'

type Found = { kind: 'nothing' } | { kind: 'looking' } | { kind: 'found'; entries: readonly EntrySummary[] } | Failure

/** Finds a video that this server may see, for the queue. Whoever steers adds it, everybody else suggests it. */
export function Suggest({ session }: { session: WatchSession }) {
  const found = useSignal<Found>({ kind: 'nothing' })
  const { queue, mediaId, iAmHost, myRole, locked } = session.room.value
  const adds = iAmHost || (myRole === 'co-host' && !locked)
  const isThere = (id: string) => id === mediaId || queue.some((item) => item.mediaId === id)

  async function look(query: string): Promise<void> {
    const looking: Found = { kind: 'looking' }
    found.value = looking
    const outcome: Found = await session.find(query).then((entries) => ({ kind: 'found', entries }), failure)
    if (found.value === looking) found.value = outcome
  }

  const { value: now } = found
  return (
    <section class="kd-suggest">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void look(String(new FormData(event.currentTarget).get('query') ?? ''))
        }}
      >
        <input type="search" name="query" maxLength={100} placeholder="Find a video" aria-label="Find a video" autocomplete="off" />
        <button type="submit" class="kd-act">
          Find
        </button>
      </form>
      <p class="kd-soft" aria-live="polite">
        {now.kind === 'looking' && 'Looking…'}
        {now.kind === 'failed' && <Told failure={now} />}
        {now.kind === 'found' && (now.entries.length === 0 ? 'Nothing found.' : `${now.entries.length} found.`)}
      </p>
      {now.kind === 'found' && (
        <ul class="kd-queue" aria-label="Found">
          {now.entries.map(({ id, name, kind, durationS }) => (
            <li key={id}>
              <span class="kd-item">{name}</span>
              <span class="kd-soft">{kind === 'live' ? 'Live' : clockTime(durationS)}</span>
              <span class="kd-acts">
                <Act run={() => session.acts.suggest(id)} disabled={isThere(id)} whom={name}>
                  {isThere(id) ? 'In the queue' : adds ? 'Add' : 'Suggest'}
                </Act>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
