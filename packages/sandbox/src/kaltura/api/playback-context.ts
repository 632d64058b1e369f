import { type Account, partnerUrl } from '../account.ts'
import type { Rendition } from '../clips.ts'
import { type CatalogueEntry, deliveryOf, entryStatus } from '../entry.ts'
import { type Bearer, mayPlay } from '../ks-gate.ts'

/** KalturaPlaybackContext: what the player may fetch, or the BLOCK action (type 1) and what to tell the viewer. */
export function playbackContext(entry: CatalogueEntry, bearer: Bearer, account: Account): Record<string, unknown> {
  const blocked = !mayPlay(entry, bearer)
  const playable = !blocked && entry.status === entryStatus.ready
  return {
    sources: playable ? sources(entry, account) : [],
    playbackCaptions: [],
    flavorAssets: playable ? flavorAssets(entry) : [],
    actions: blocked ? [{ type: 1, objectType: 'KalturaAccessControlBlockAction' }] : [],
    messages: blocked ? [blockMessage] : [],
    bumperData: [],
    objectType: 'KalturaPlaybackContext',
  }
}

const blockMessage = {
  message: 'This video is for members of the organisation: a KS is needed that may view it',
  code: 'SESSION_RESTRICTED',
  objectType: 'KalturaAccessControlMessage',
}

/** Ids have Kaltura's form, and tell the renditions of an entry apart. */
export function flavorId(entry: CatalogueEntry, rendition: Rendition): string {
  return `0_${rendition.height}${entry.id.slice(2, 7)}`
}

function sources(entry: CatalogueEntry, account: Account): readonly Record<string, unknown>[] {
  const hls = deliveryOf(entry) === 'hls'
  const [format, file] = hls ? ['applehttp', 'a.m3u8'] : ['url', 'a.mp4']
  const flavorIds = (entry.clip?.renditions ?? []).map((rendition) => flavorId(entry, rendition)).join(',')
  const path = `playManifest/entryId/${entry.id}/protocol/http/format/${format}/flavorIds/${flavorIds}/${file}`
  const url = `${partnerUrl(account)}/${path}`
  return [
    { deliveryProfileId: hls ? 1001 : 1002, format, protocols: 'http,https', flavorIds, url, drm: [], objectType: 'KalturaPlaybackSource' },
  ]
}

function flavorAssets(entry: CatalogueEntry): readonly Record<string, unknown>[] {
  return (entry.clip?.renditions ?? []).map((rendition) => ({
    flavorParamsId: rendition.height,
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
