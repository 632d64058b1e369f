import type { SandboxEntry, SandboxState } from '../../control/contract.ts'
import { deliveryStatus } from './delivery-status.ts'

type Deliveries = SandboxState['kaltura']['deliveries']

const mostShown = 12
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })

/** The HTTP notifications that Kaltura sent to the bot's server, newest first. */
export function DeliveryList({ deliveries, entries }: { deliveries: Deliveries; entries: readonly SandboxEntry[] }) {
  if (deliveries.length === 0) return <p class="quiet">None yet. Publish a recording and watch one arrive.</p>
  const newest = [...deliveries].sort((a, b) => b.atMs - a.atMs).slice(0, mostShown)
  return (
    <ul class="deliveries" aria-live="polite">
      {newest.map((delivery) => {
        const { tone, words } = deliveryStatus(delivery, deliveries, Date.now())
        return (
          <li key={`${delivery.entryId} ${delivery.template ?? ''} ${delivery.attempt}`} class="delivery" data-tone={tone}>
            <span class="delivery-name">{entries.find((entry) => entry.id === delivery.entryId)?.name ?? delivery.entryId}</span>
            <span class="delivery-meta">
              <span class="delivery-status">{words}</span>
              {delivery.template !== undefined && ` · ${delivery.template}`} · attempt {delivery.attempt} · {clock.format(delivery.atMs)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
