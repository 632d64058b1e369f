import { usePage } from '../page-store.ts'
import { guildsOf } from './places.ts'

/** The guilds that one is in, as round buttons, and one for the conversations outside of them. */
export function GuildRail() {
  const { state, me, place, unread, openGuild, openDirects } = usePage()
  if (!state.value || !me.value) return null
  const guilds = guildsOf(state.value, me.value.userId)
  const isDirect = place.value?.kind === 'direct'
  const current = place.value?.kind === 'guild' ? place.value.guild.id : undefined
  return (
    <nav class="rail" aria-label="Servers">
      <button type="button" class="rail-button" aria-current={isDirect ? 'true' : undefined} onClick={openDirects}>
        <span aria-hidden="true">@</span>
        <span class="visually-hidden">Direct messages</span>
      </button>
      {guilds.map((guild) => {
        const isNew = guild.id !== current && guild.channels.some(({ id }) => unread.value.has(id))
        return (
          <button
            key={guild.id}
            type="button"
            class="rail-button"
            title={guild.name}
            aria-current={guild.id === current ? 'true' : undefined}
            onClick={() => openGuild(guild.id)}
          >
            <span aria-hidden="true">{initials(guild.name)}</span>
            <span class="visually-hidden">
              {guild.name}
              {isNew && ', unread messages'}
            </span>
            {isNew && <span class="unread-dot" aria-hidden="true" />}
          </button>
        )
      })}
    </nav>
  )
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
}
