/** A link in a message that the client shows as a card: to an invite, or to the activity. */
export type SharedLink = { kind: 'invite'; code: string } | { kind: 'activity'; url: string; linkId: string | undefined }

const address =
  /https:\/\/(?:discord\.gg\/|discord\.com\/invite\/)([A-Za-z0-9-]{2,32})|https:\/\/discord\.com\/activities\/\d{1,20}[^\s<>)]*/g

/** The links of a message, each once, at most three. */
export function sharedLinks(content: string): SharedLink[] {
  const found = [...content.matchAll(address)].map(([url, code]): SharedLink => {
    if (code !== undefined) return { kind: 'invite', code }
    return { kind: 'activity', url, linkId: new URL(url).searchParams.get('link_id') ?? undefined }
  })
  const keyOf = (link: SharedLink) => (link.kind === 'invite' ? link.code : link.url)
  return found.filter((link, index) => found.findIndex((other) => keyOf(other) === keyOf(link)) === index).slice(0, 3)
}
