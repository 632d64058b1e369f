import { usePage } from '../page-store.ts'

/** The pinned messages of the channel. */
export function PinPanel() {
  const { channelMessages } = usePage()
  const pins = channelMessages.value.filter(({ pinned }) => pinned)
  return (
    <section aria-labelledby="panel-title">
      <h3 id="panel-title">Pinned messages</h3>
      {pins.length === 0 && <p class="quiet">Nothing is pinned here yet.</p>}
      <ul class="panel-list">
        {pins.map(({ id, author, content, embeds }) => (
          <li key={id}>
            <strong>{author.name}</strong> {content || titleOf(embeds) || 'A message without text'}
          </li>
        ))}
      </ul>
    </section>
  )
}

function titleOf(embeds: readonly Record<string, unknown>[]): string {
  const title = embeds[0]?.title
  return typeof title === 'string' ? title : ''
}
