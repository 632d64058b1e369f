/**
 * The token with which the bot and our other processes call `service` routes: derived from the secret that they share, so that the secret itself never travels.
 * 64 hexadecimal digits; the same for every process of one deployment.
 */
export async function serviceToken(serverSecret: string): Promise<string> {
  const encode = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', encode.encode(serverSecret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const digest = await crypto.subtle.sign('HMAC', key, encode.encode('kaltura-discord service v1'))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
