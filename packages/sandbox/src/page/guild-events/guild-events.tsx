import { useRef } from 'preact/hooks'
import type { SandboxEvent, SandboxGuild } from '../../control/contract.ts'
import { usePage } from '../page-store.ts'
import { eventTime } from './event-time.ts'

/** A button that says how many events are coming up, and the dialog with their cards. Nothing while nothing is planned. */
export function GuildEvents({ guild, userId }: { guild: SandboxGuild; userId: string }) {
  const { state } = usePage()
  const dialog = useRef<HTMLDialogElement>(null)
  const events = (state.value?.events ?? []).filter((event) => event.guildId === guild.id && event.visibleTo.includes(userId))
  if (events.length === 0) return null

  return (
    <>
      <button type="button" class="events-button" onClick={() => dialog.current?.showModal()}>
        {events.length === 1 ? '1 event' : `${events.length} events`}
      </button>
      <dialog ref={dialog} class="dialog events-dialog" aria-labelledby="events-title">
        <h2 id="events-title">Events in {guild.name}</h2>
        <ul class="events">
          {events.map((event) => (
            <EventCard key={event.id} event={event} userId={userId} />
          ))}
        </ul>
        <div class="row row-end">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
      </dialog>
    </>
  )
}

function EventCard({ event, userId }: { event: SandboxEvent; userId: string }) {
  const { control, orTell } = usePage()
  const isInterested = event.interested.includes(userId)
  return (
    <li class="event" data-active={event.active}>
      <p class="event-when">
        {event.active && <strong>Now · </strong>}
        <time dateTime={new Date(event.startsAtMs).toISOString()}>{eventTime(event)}</time>
        {event.recurs && ' · repeats'}
      </p>
      <h3>{event.name}</h3>
      {event.description && <p class="event-words">{event.description}</p>}
      <p class="quiet">
        {event.place} · {event.interested.length === 1 ? '1 person is' : `${event.interested.length} people are`} interested
      </p>
      <button
        type="button"
        class="button"
        aria-pressed={isInterested}
        onClick={() => void orTell(control.setInterest(userId, event.id, !isInterested))}
      >
        {isInterested ? '✓ ' : ''}Interested<span class="visually-hidden"> in {event.name}</span>
      </button>
    </li>
  )
}
