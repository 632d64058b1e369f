/** The one partner account of a sandbox Kaltura, and where it answers. */
export interface Account {
  partnerId: number
  uiConfId: number
  /** Origin of the API, of playManifest, of thumbnails and of the player; no trailing slash. */
  apiUrl: string
  /** Origin of playlists, segments and files: another one, as a CDN's would be. */
  mediaUrl: string
}

/** `…/p/102/sp/10200`, the head of Kaltura's classic addresses. */
export function partnerUrl(account: Account): string {
  return `${account.apiUrl}/p/${account.partnerId}/sp/${account.partnerId}00`
}
