import type { Account } from '../account.ts'
import type { Catalogue } from '../catalogue.ts'
import type { CatalogueEntry } from '../entry.ts'
import { type Caption, captionFile, captionType, languageCode } from './caption.ts'
import { serveWebVttPath } from './subtitles.ts'

/** The captions with this asset id, and whose they are. */
export function findCaption(id: string, catalogue: Catalogue): { caption: Caption; entry: CatalogueEntry } | undefined {
  const entry = catalogue.all().find(({ captions = [] }) => captions.some((caption) => caption.id === id))
  const caption = entry?.captions?.find((candidate) => candidate.id === id)
  return entry && caption && { caption, entry }
}

/** KalturaCaptionAsset. Times are unix seconds. */
export function kalturaCaptionAsset(caption: Caption, entry: CatalogueEntry, { partnerId }: Account) {
  const sizeInBytes = new TextEncoder().encode(captionFile(caption)).byteLength
  return {
    captionParamsId: 0,
    language: caption.language,
    languageCode: languageCode(caption),
    isDefault: caption.isDefault,
    label: caption.label,
    format: `${captionType(caption)}`,
    source: 0,
    status: 2,
    accuracy: 100,
    displayOnPlayer: true,
    usage: '0',
    id: caption.id,
    entryId: entry.id,
    partnerId,
    version: '1',
    size: Math.ceil(sizeInBytes / 1024),
    sizeInBytes,
    tags: '',
    fileExt: caption.format,
    createdAt: Math.floor(entry.createdAtMs / 1000),
    updatedAt: Math.floor(entry.updatedAtMs / 1000),
    description: '',
    objectType: 'KalturaCaptionAsset',
  } as const
}

/** Where the file is. Kaltura leaves the KS to whoever fetches it. */
export function captionUrl({ id }: Caption, { apiUrl }: Account): string {
  return `${apiUrl}/api_v3/index.php/service/caption_captionAsset/action/serve/captionAssetId/${id}`
}

/** KalturaCaptionPlaybackPluginData of an entry. The player adds its KS to the address that it chooses. */
export function playbackCaptions(entry: CatalogueEntry, account: Account): readonly Record<string, unknown>[] {
  return (entry.captions ?? []).map((caption) => ({
    label: caption.label,
    format: `${captionType(caption)}`,
    language: caption.language,
    webVttUrl: `${account.apiUrl}${serveWebVttPath}/captionAssetId/${caption.id}/segmentIndex/-1/version/1/captions.vtt`,
    url: captionUrl(caption, account),
    isDefault: caption.isDefault,
    languageCode: languageCode(caption),
    objectType: 'KalturaCaptionPlaybackPluginData',
  }))
}
