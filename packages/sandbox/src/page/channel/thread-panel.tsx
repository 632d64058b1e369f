import { usePage } from '../page-store.ts'
import type { Place } from '../people/places.ts'

/** The threads of the channel that one sees, archived ones too. In a thread: its channel and siblings. */
export function ThreadPanel({ here }: { here: Place & { kind: 'guild' } }) {
  const { me, openChannel, channelId } = usePage()
  const parentId = here.channel.kind === 'thread' ? here.channel.parentId : here.channel.id
  const parent = here.guild.channels.find(({ id }) => id === parentId)
  const threads = here.guild.channels.filter(
    (channel) => channel.kind === 'thread' && channel.parentId === parentId && channel.seenBy.includes(me.value?.userId ?? ''),
  )
  return (
    <section aria-labelledby="panel-title">
      <h3 id="panel-title">Threads of {parent?.name}</h3>
      {threads.length === 0 && <p class="quiet">No threads yet. A bot can start one from a message.</p>}
      <ul class="panel-list">
        {threads.map(({ id, name, archived, locked, isPrivate }) => (
          <li key={id}>
            <button
              type="button"
              class="text-button"
              aria-current={id === channelId.value ? 'page' : undefined}
              onClick={() => openChannel(id)}
            >
              {name}
            </button>
            <span class="quiet"> {[isPrivate && 'private', archived && 'archived', locked && 'locked'].filter(Boolean).join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
