import type { SandboxBeacon, SandboxEntry } from '../../control/contract.ts'
import { beaconWords, newestBeacons } from './beacon-words.ts'

const mostShown = 8
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })

/** What players told Kaltura's analytics, newest first. */
export function BeaconList({ beacons, entries }: { beacons: readonly SandboxBeacon[]; entries: readonly SandboxEntry[] }) {
  if (beacons.length === 0) return <p class="quiet">None yet. They come from players that have Kaltura’s analytics plugin.</p>
  return (
    <ul class="beacons">
      {newestBeacons(beacons, mostShown).map((beacon) => (
        <li key={`${beacon.sessionId} ${beacon.event} ${beacon.atMs} ${beacon.positionS}`} class="beacon">
          {beaconWords(beacon, entries)} <span class="beacon-time">{clock.format(beacon.atMs)}</span>
        </li>
      ))}
    </ul>
  )
}
