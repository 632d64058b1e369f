import { InvalidInputError, type MediaCatalog } from '@kaltura-discord/core'
import { apiBaseOf } from '../client/service-url.ts'
import { isEntryId } from './entry-id.ts'

const formats = { hls: 'applehttp/a.m3u8', dash: 'mpegdash/a.mpd', mp4: 'url/a.mp4' } as const

/** Addresses that need nobody to be asked. `deliveryUrl` is where the account's media comes from, such as `https://cdnapisec.kaltura.com`. */
export function createMediaAddresses({
  partnerId,
  deliveryUrl,
}: {
  partnerId: number
  deliveryUrl: string
}): Pick<MediaCatalog, 'thumbnailUrl' | 'playManifestUrl'> {
  const origin = apiBaseOf(deliveryUrl).replace(/\/api_v3$/, '')
  const partner = `${origin}/p/${partnerId}/sp/${partnerId}00`
  const protocol = new URL(origin).protocol.slice(0, -1)
  return {
    thumbnailUrl(entryId, { width, second }) {
      checkEntryId(entryId)
      if (!Number.isInteger(width) || width < 1 || width > 4096) throw new InvalidInputError('A still is 1 to 4096 pixels wide', { width })
      if (second !== undefined && !(second >= 0 && second < 1e7)) throw new InvalidInputError('There is no such second', { second })
      return `${partner}/thumbnail/entry_id/${entryId}/width/${width}${second === undefined ? '' : `/vid_sec/${Number(second.toFixed(3))}`}`
    },
    playManifestUrl(entryId, { format = 'hls' } = {}) {
      checkEntryId(entryId)
      return `${partner}/playManifest/entryId/${entryId}/protocol/${protocol}/format/${formats[format]}`
    },
  }
}

function checkEntryId(entryId: string): void {
  if (!isEntryId(entryId)) throw new InvalidInputError('This is not the id of an entry')
}
