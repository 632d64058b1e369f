import { ksType } from '@kaltura-discord/kaltura/ks'
import type { Account } from '../account.ts'
import { type CatalogueEntry, durationS } from '../entry.ts'
import type { KsGate } from '../ks-gate.ts'
import type { Subtitles } from '../playlists.ts'
import { languageCode } from './caption.ts'

/** Where captions are served. The KS in their addresses is good for paths that begin like this. */
export const serveWebVttPath = '/api_v3/index.php/service/caption_captionasset/action/serveWebVTT'

/** Seconds of a segment of captions, `webvtt_segment_duration` of the account. */
export const captionSegmentS = 10

const ksLifeS = 86_400

/**
 * The SUBTITLES group of an entry. Where its access control asks for a KS, Kaltura puts one of its own into each address: for the captions of this entry,
 * for nothing else, for a day (kaltura/server CaptionPlugin::generateKsForCaptionServe).
 */
export async function subtitlesOf(
  entry: CatalogueEntry,
  { account, gate, now }: { account: Account; gate: KsGate; now: () => number },
): Promise<readonly Subtitles[]> {
  const captions = entry.captions ?? []
  if (captions.length === 0 || durationS(entry) === 0) return []
  const ks = entry.access === 'protected' ? `/ks/${await captionKs(entry, gate, now)}` : ''
  return captions.map((caption) => ({
    label: caption.label,
    language: languageCode(caption),
    isDefault: caption.isDefault,
    url: `${account.apiUrl}${serveWebVttPath}/captionAssetId/${caption.id}/segmentDuration/${captionSegmentS}${ks}/a.m3u8`,
  }))
}

function captionKs({ id }: CatalogueEntry, gate: KsGate, now: () => number): Promise<string> {
  return gate.issue({
    userId: null,
    type: ksType.user,
    expiryUnix: Math.floor(now() / 1000) + ksLifeS,
    privileges: `caption:${id},disableentitlementforentry:${id},urirestrict:${serveWebVttPath}*`,
  })
}
