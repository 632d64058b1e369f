import { type KeyObject, sign } from 'node:crypto'

const lifeS = 300

/**
 * Says whose frame a request comes from, as Discord's proxy does: base64 of a JSON payload, its Ed25519 signature and the time.
 * The signature covers the payload only.
 */
export function signatureHeaders(options: {
  applicationId: string
  userId: string
  privateKey: KeyObject
  nowMs: number
}): Record<string, string> {
  const nowS = Math.floor(options.nowMs / 1_000)
  const payload = Buffer.from(
    JSON.stringify({
      application_id: options.applicationId,
      user_id: options.userId,
      is_developer: false,
      created_at: nowS,
      expires_at: nowS + lifeS,
    }),
  )
  return {
    'x-discord-proxy-payload': payload.toString('base64'),
    'x-signature-timestamp': String(nowS),
    'x-signature-ed25519': sign(null, payload, options.privateKey).toString('base64'),
  }
}

/** The frame's ticket: in the page's own address, and in the Referer of what the page asks for, unless the app hides it. */
export function ticketOf(url: string, referer: string | undefined, origin: string): string | undefined {
  const ticketIn = (address: string): string | undefined =>
    URL.canParse(address, origin) ? (new URL(address, origin).searchParams.get('discord_proxy_ticket') ?? undefined) : undefined
  return ticketIn(url) ?? (referer?.startsWith(`${origin}/`) ? ticketIn(referer) : undefined)
}
