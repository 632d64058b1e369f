import { redact } from '../redaction/redact.ts'

const publicName = /^(?:[a-z0-9-]+\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?$/
const ownNetwork = /\.(?:local|localhost|internal|intranet|lan|home|corp|arpa|test|invalid)$/

/**
 * An address that may be shown to anybody, as browsers write it; `undefined` for everything else: another scheme than https, a numeric or
 * private host, a name and password, more than 2,000 characters, something that looks like a KS or a token.
 *
 * What Markdown would read as its own is percent-encoded, so that the address can stand inside a masked link.
 */
export function webAddress(text: string): string | undefined {
  if (text.length > 2000 || !URL.canParse(text)) return undefined
  const { protocol, username, password, hostname, href } = new URL(text)
  if (protocol !== 'https:' || username !== '' || password !== '') return undefined
  if (!publicName.test(hostname) || ownNetwork.test(hostname)) return undefined
  const address = href.replace(/[()*|[\]`\\@<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return address.length > 2000 || redact(href) !== href ? undefined : address
}
