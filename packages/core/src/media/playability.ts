/** Whether an entry plays, by what Kaltura says of its state, its schedule and its access control. */
export type Playability = { kind: 'playable' } | ({ kind: 'blocked' } & Blocked)

/** Why an entry doesn't play. */
export type Blocked =
  | { why: BlockedReason }
  /** `startsAtMs` is `undefined` where Kaltura only says that it isn't the time. */
  | { why: 'not-yet'; startsAtMs: number | undefined }
  | { why: 'over'; endedAtMs: number }
  /** A rule of the account's own. `message` is its author's, on one line and without markup: escape it before Discord shows it. */
  | { why: 'restricted'; message: string | undefined }

/** Reasons about which there is no more to say. */
export type BlockedReason =
  /** There is no such entry, or it was deleted. */
  | 'unknown'
  | 'processing'
  | 'failed'
  | 'moderation'
  /** It is ready, and holds nothing that plays. */
  | 'nothing-to-play'
  | 'country'
  | 'login'
  /** Not on this website. */
  | 'site'
  /** Not from this network address. */
  | 'network'
  | 'device'
  | 'drm-only'

const sentences: Readonly<Record<BlockedReason, string>> = {
  unknown: 'This video is not there any more.',
  processing: 'This video is still being prepared in Kaltura. Try again in a few minutes.',
  failed: 'Kaltura could not prepare this video. Its owner has to upload it again.',
  moderation: 'This video is held back until a moderator has approved it.',
  'nothing-to-play': 'There is nothing to play in this video yet.',
  country: 'This video can only be watched in certain countries.',
  login: 'This video is only for people who are signed in to Kaltura.',
  site: 'This video can only be watched on certain websites, and Discord is not one of them.',
  network: 'This video can only be watched from certain networks.',
  device: 'This video can not be watched with this app or browser.',
  'drm-only': 'This video is copy-protected and does not play inside Discord.',
}

/** A sentence, in English, that tells a viewer why they can't watch. Times are in UTC. */
export function blockedWords(blocked: Blocked): string {
  switch (blocked.why) {
    case 'not-yet':
      return `This video can not be watched yet${when('; it opens on', blocked.startsAtMs)}.`
    case 'over':
      return `This video can not be watched any more${when('; it closed on', blocked.endedAtMs)}.`
    case 'restricted':
      return blocked.message === undefined ? 'Its owner does not let this video be watched here.' : `Its owner says: ${blocked.message}`
    default:
      return sentences[blocked.why]
  }
}

function when(words: string, atMs: number | undefined): string {
  const date = new Date(atMs ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? '' : `${words} ${date.toISOString().slice(0, 16).replace('T', ' at ')} UTC`
}
