import { ksOfAddress, withoutKs } from './address-ks.ts'
import type { Door } from './door.ts'
import type { KsSeal } from './sealed-ks.ts'

/** Captions at Kaltura, as its address says it: `serve` (a file) or `serveWebVTT` (a playlist, its segments), what follows, and the KS in between. */
export interface CaptionAddress {
  action: string
  /** `captionAssetId/0_a/segmentIndex/2.vtt` */
  rest: string
  /** `undefined` where Kaltura leaves it to the player to add its own. */
  ks: string | undefined
}

const captionPath = /^\/api_v3\/(?:index\.php\/)?service\/caption_captionasset\/action\/(serve|serveWebVTT)\/(.+)$/i

/** `undefined` for an address of anything else. */
export function readCaptionAddress(address: URL): CaptionAddress | undefined {
  const [, action, rest] = captionPath.exec(address.pathname) ?? []
  if (action === undefined || rest === undefined) return undefined
  return { action, rest: withoutKs(rest), ks: ksOfAddress(address) }
}

/** Of {@link Door} what captions need. */
export type CaptionDoor = Pick<Door, 'path' | 'seal'>

/** Stands in the address of captions that are asked for without a KS. */
const openToAll = 'open'

/** Where the Activity asks for these captions: at their account's door, with their KS sealed in front. Whatever they lead to is relative, so the door need not rewrite it. */
export async function captionDoorAddress({ action, rest, ks }: CaptionAddress, { path, seal }: CaptionDoor): Promise<string> {
  return `${path}/captions/${ks === undefined ? openToAll : await seal.seal(ks)}/${action}/${rest}`
}

/** The captions behind such an address; `undefined` for anything that this server did not make. */
export async function captionsBehind(path: string, open: KsSeal['open']): Promise<CaptionAddress | undefined> {
  const [, token = '', action, rest] = /^\/captions\/([^/]+)\/(serve|serveWebVTT)\/(.+)$/i.exec(path) ?? []
  if (action === undefined || rest === undefined) return undefined
  const ks = token === openToAll ? undefined : await open(token)
  return ks === undefined && token !== openToAll ? undefined : { action, rest, ks }
}
