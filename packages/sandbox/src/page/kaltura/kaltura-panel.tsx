import { useState } from 'preact/hooks'
import type { SandboxEntry } from '../../control/contract.ts'
import { isLocal } from '../channel/embed.ts'
import { FaultPanel } from '../faults/fault-panel.tsx'
import { usePage } from '../page-store.ts'
import { BeaconList } from './beacon-list.tsx'
import { DeliveryList } from './delivery-list.tsx'
import { formatDuration } from './duration.ts'
import { MeetingList } from './meeting-list.tsx'

/** The Kaltura side: what there is to watch, who meets, what players told Kaltura, and what Kaltura told the bot. */
export function KalturaPanel() {
  const { state } = usePage()
  const { entries = [], deliveries = [], meetings = [], beacons = [] } = state.value?.kaltura ?? {}
  return (
    <section class="kaltura" aria-labelledby="kaltura-title">
      <div class="kaltura-head">
        <h2 id="kaltura-title">Kaltura</h2>
        <p class="promise">Sandbox: nothing here leaves this computer.</p>
        <PublishButton />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard (WCAG 2.1.1) */}
      <section class="kaltura-scroll" tabIndex={0} aria-label="Notifications, meetings and catalogue">
        <h3 class="eyebrow">Notifications to the bot</h3>
        <DeliveryList deliveries={deliveries} entries={entries} />
        <h3 class="eyebrow">Meetings</h3>
        <MeetingList meetings={meetings} />
        <h3 class="eyebrow">Viewing, as players report it</h3>
        <BeaconList beacons={beacons} entries={entries} />
        <h3 class="eyebrow">
          Catalogue <span class="count">{entries.length}</span>
        </h3>
        <ul class="entries">
          {entries.map((entry) => (
            <EntryCard key={entry.id} entry={entry} />
          ))}
        </ul>
      </section>
      <FaultPanel />
    </section>
  )
}

function PublishButton() {
  const { control, orTell, tell } = usePage()
  const [busy, setBusy] = useState(false)

  async function publish(): Promise<void> {
    if (busy) return
    setBusy(true)
    if (await orTell(control.publishRecording())) tell('news', 'Published. Kaltura now notifies the bot, which posts it in its channel.')
    setBusy(false)
  }
  return (
    <button type="button" class="button" aria-busy={busy} onClick={publish}>
      <span aria-hidden="true">+</span> Publish a recording
    </button>
  )
}

const statusWords: Record<SandboxEntry['status'], string> = {
  ready: 'Ready',
  processing: 'Processing',
  blocked: 'Blocked',
  failed: 'Failed',
  deleted: 'Deleted',
}
const deliveryWords: Record<SandboxEntry['delivery'], string> = { hls: 'HLS', mp4: 'MP4', live: 'Live', drm: 'DRM', none: 'No stream' }

function EntryCard({ entry }: { entry: SandboxEntry }) {
  return (
    <li class="entry">
      <span class="entry-picture">
        {isLocal(entry.thumbnailUrl) && (
          <img src={entry.thumbnailUrl} alt="" loading="lazy" onError={({ currentTarget: picture }) => picture.remove()} />
        )}
        {entry.durationS > 0 && <span class="entry-duration">{formatDuration(entry.durationS)}</span>}
      </span>
      <span class="entry-words">
        <span class="entry-name">{entry.name}</span>
        <span class="entry-meta">
          <span class="entry-status" data-status={entry.status}>
            {statusWords[entry.status]}
          </span>
          {deliveryWords[entry.delivery]}
        </span>
        {entry.tags.length > 0 && <span class="entry-tags">{entry.tags.join(', ')}</span>}
      </span>
    </li>
  )
}
