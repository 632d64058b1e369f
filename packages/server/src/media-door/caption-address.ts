import { mediaDoorPath } from '@kaltura-discord/api'
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
const ksInPath = /(?:^|\/)ks\/([^/]+)/

/** `undefined` for an address of anything else. */
export function readCaptionAddress({ pathname, searchParams }: URL): CaptionAddress | undefined {
  const [, action, rest] = captionPath.exec(pathname) ?? []
  if (action === undefined || rest === undefined) return undefined
  const written = ksInPath.exec(rest)?.[1]
  const ks = written === undefined ? (searchParams.get('ks') ?? undefined) : decoded(written)
  return { action, rest: rest.replace(ksInPath, ''), ks }
}

/** Stands in the address of captions that are asked for without a KS. */
const withoutKs = 'open'

/** Where the Activity asks for these captions: at the door, with their KS sealed in front. Whatever they lead to is relative, so the door need not rewrite it. */
export async function captionDoorAddress({ action, rest, ks }: CaptionAddress, seal: KsSeal['seal']): Promise<string> {
  return `${mediaDoorPath}/captions/${ks === undefined ? withoutKs : await seal(ks)}/${action}/${rest}`
}

/** The captions behind such an address; `undefined` for anything that this server did not make. */
export async function captionsBehind(path: string, open: KsSeal['open']): Promise<CaptionAddress | undefined> {
  const [, token = '', action, rest] = /^\/captions\/([^/]+)\/(serve|serveWebVTT)\/(.+)$/i.exec(path) ?? []
  if (action === undefined || rest === undefined) return undefined
  const ks = token === withoutKs ? undefined : await open(token)
  return ks === undefined && token !== withoutKs ? undefined : { action, rest, ks }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
