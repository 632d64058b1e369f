import { type AccessVerdict, type Caller, judgeAccess } from '../account/access.ts'
import { accessContext, kalturaRuleAction } from '../account/access-profile.ts'
import type { AccountRecords } from '../account/account-records.ts'
import { type Account, partnerUrl } from '../account.ts'
import { playbackCaptions } from '../captions/caption-asset.ts'
import type { Rendition } from '../clips.ts'
import { type CatalogueEntry, deliveryOf, entryStatus } from '../entry.ts'
import type { Bearer } from '../ks-gate.ts'
import { hasStarted, mayPreview, scheduledMessage } from '../videos/schedule.ts'

/** Who wants to play, and in which account. */
export interface Playback {
  account: Account
  records: AccountRecords
  bearer: Bearer
  caller: Caller
  /** Milliseconds since 1970. */
  now: () => number
}

/**
 * KalturaPlaybackContext: what the player may fetch, or what to tell the viewer instead.
 *
 * A rule that keeps the viewer out adds a BLOCK action and its message. Before its time an entry has the message SCHEDULED_RESTRICTED, for a widget session
 * no sources, and no action (kaltura/server kPlaybackContextDataHelper::hasBlockAction). What isn't READY just has no sources.
 */
export function playbackContext(entry: CatalogueEntry, { account, records, bearer, caller, now }: Playback): Record<string, unknown> {
  const verdict = judgeAccess(entry, { ...caller, bearer, context: accessContext.play }, records.accessProfiles)
  const open = hasStarted(entry, now()) || mayPreview(entry, bearer)
  const playable = entry.status === entryStatus.ready && !verdict.blocked && (open || !bearer.widget)
  const messages = verdict.messages.map((message) => ({ ...message, objectType: 'KalturaAccessControlMessage' }))
  return {
    sources: playable ? sources(entry, verdict, account) : [],
    playbackCaptions: playable && !entry.live ? playbackCaptions(entry, account) : [],
    flavorAssets: playable ? flavorAssets(entry, verdict) : [],
    actions: verdict.actions.map(kalturaRuleAction),
    messages: [...messages, ...(open ? [] : [scheduledMessage])],
    bumperData: [],
    objectType: 'KalturaPlaybackContext',
  }
}

/** What a rendition was made by: the sandbox's account has flavor params of one for each height. */
export function flavorParamsId({ height }: Rendition): number {
  return height
}

/** Ids have Kaltura's form, and tell the renditions of an entry apart. */
export function flavorId(entry: CatalogueEntry, rendition: Rendition): string {
  return `0_${rendition.height}${entry.id.slice(2, 7)}`
}

const deliveries = {
  hls: { profile: 1001, format: 'applehttp', file: 'a.m3u8' },
  mp4: { profile: 1002, format: 'url', file: 'a.mp4' },
  live: { profile: 1003, format: 'applehttp', file: 'a.m3u8' },
  drm: { profile: 1004, format: 'mpegdash', file: 'manifest.mpd' },
} as const

function sources(entry: CatalogueEntry, verdict: AccessVerdict, account: Account): readonly Record<string, unknown>[] {
  const delivery = deliveryOf(entry)
  if (delivery === 'none') return []
  const { profile, format, file } = deliveries[delivery]
  const flavorIds = flavorAssets(entry, verdict)
    .map(({ id }) => id)
    .join(',')
  const path = `protocol/http/format/${format}${flavorIds === '' ? '' : `/flavorIds/${flavorIds}`}/${file}`
  return [
    {
      deliveryProfileId: profile,
      format,
      protocols: 'http,https',
      flavorIds,
      url: `${partnerUrl(account)}/playManifest/entryId/${entry.id}/${path}`,
      drm: delivery === 'drm' ? licences(entry, account) : [],
      objectType: 'KalturaPlaybackSource',
    },
  ]
}

/** Where a player would ask for a key. Nobody answers there: the sandbox gives no licences. */
function licences(entry: CatalogueEntry, { apiUrl, partnerId }: Account): readonly Record<string, unknown>[] {
  const customData = Buffer.from(JSON.stringify({ ca_system: 'OVP', account_id: partnerId, content_id: entry.id })).toString('base64')
  return ['widevine', 'playready'].map((system) => ({
    scheme: `drm.${system.toUpperCase()}_CENC`,
    licenseURL: `${apiUrl}/udrm/cenc/${system}/license?custom_data=${encodeURIComponent(customData)}`,
    objectType: 'KalturaDrmPlaybackPluginData',
  }))
}

/** A live stream has none: its renditions are made while it is on air. */
function flavorAssets(entry: CatalogueEntry, verdict: AccessVerdict) {
  if (entry.live) return []
  const renditions = (entry.clip?.renditions ?? []).filter((rendition) => verdict.allowsFlavor(flavorParamsId(rendition)))
  return renditions.map((rendition) => ({
    flavorParamsId: flavorParamsId(rendition),
    width: rendition.width,
    height: rendition.height,
    bitrate: Math.round(rendition.bandwidth / 1000),
    frameRate: entry.clip?.fps,
    isOriginal: false,
    isWeb: true,
    containerFormat: 'isom',
    videoCodecId: 'avc1',
    status: 2,
    id: flavorId(entry, rendition),
    entryId: entry.id,
    tags: 'mobile,web,mbr',
    fileExt: 'mp4',
    objectType: 'KalturaFlavorAsset',
  }))
}
