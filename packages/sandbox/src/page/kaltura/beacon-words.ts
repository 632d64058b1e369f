import type { SandboxBeacon, SandboxEntry } from '../../control/contract.ts'
import { formatDuration } from './duration.ts'

/** What a player's beacons say, by Kaltura's names for them. */
const verbs: Readonly<Record<string, string>> = {
  IMPRESSION: 'opened',
  PLAY_REQUEST: 'asked for',
  PLAY: 'started',
  RESUME: 'resumed',
  PAUSE: 'paused',
  REPLAY: 'replayed',
  SEEK: 'jumped in',
  SPEED: 'changed the speed of',
  VIEW: 'is watching',
  BUFFER_START: 'waits for',
  BUFFER_END: 'no longer waits for',
  ERROR: 'could not play',
  PLAY_REACHED_25_PERCENT: 'saw a quarter of',
  PLAY_REACHED_50_PERCENT: 'saw half of',
  PLAY_REACHED_75_PERCENT: 'saw three quarters of',
  PLAY_REACHED_90_PERCENT: 'saw nine tenths of',
  PLAY_REACHED_100_PERCENT: 'saw the end of',
  CAPTIONS: 'chose captions for',
  AUDIO_SELECTED: 'chose a sound track of',
  FLAVOR_SWITCH: 'got another quality of',
  SOURCE_SELECTED: 'got a stream of',
  ENTER_FULLSCREEN: 'filled the screen with',
  EXIT_FULLSCREEN: 'left the full screen of',
}

/** A beacon as a sentence: who did what, to which video, and where in it. */
export function beaconWords({ event, entryId, userId, positionS }: SandboxBeacon, entries: readonly SandboxEntry[]): string {
  const name = entries.find(({ id }) => id === entryId)?.name ?? entryId
  const verb = verbs[event] ?? `sent ${event.toLowerCase().replaceAll('_', ' ')} about`
  const where = positionS === null ? '' : ` at ${formatDuration(positionS)}`
  return `${userId ?? 'Somebody'} ${verb} ${name}${where}`
}

/** Newest first, and of a viewing that goes on undisturbed only the last heartbeat. */
export function newestBeacons(beacons: readonly SandboxBeacon[], most: number): readonly SandboxBeacon[] {
  const isOvertaken = (beacon: SandboxBeacon, index: number) =>
    beacon.event === 'VIEW' && beacons.find((later, at) => at > index && later.sessionId === beacon.sessionId)?.event === 'VIEW'
  return beacons
    .filter((beacon, index) => !isOvertaken(beacon, index))
    .slice(-most)
    .reverse()
}
