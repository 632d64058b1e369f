/** A digest with a key that is made of the server's secret: who reads the stores can't try all codes against it. */
export async function createCodeDigest(serverSecret: string): Promise<(text: string) => Promise<string>> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const hash = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes(`link-code\0${serverSecret}`), hash, false, ['sign'])
  return async (text) => btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(text)))))
}
