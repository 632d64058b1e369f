/** Finds known secrets in texts, however many there are: linear in the text. */
export interface SecretIndex {
  /** Remembers a secret; of those that come and go only the last {@link SecretIndex} `most` are kept. Shorter than eight characters is none. */
  keep(secret: string): void
  /** The text with each secret in it replaced by `[redacted]`. */
  hide(text: string): string
}

const keyLength = 8
export const hidden = '[redacted]'

export function createSecretIndex({ most = 20_000 }: { most?: number } = {}): SecretIndex {
  const secrets = new Set<string>()
  const byStart = new Map<string, Set<string>>()

  const forget = (secret: string): void => {
    const key = secret.slice(0, keyLength)
    const same = byStart.get(key)
    same?.delete(secret)
    if (same?.size === 0) byStart.delete(key)
    secrets.delete(secret)
  }

  const longestAt = (text: string, at: number): number => {
    const candidates = byStart.get(text.slice(at, at + keyLength))
    let length = 0
    for (const secret of candidates ?? []) if (secret.length > length && text.startsWith(secret, at)) length = secret.length
    return length
  }

  return {
    keep(secret) {
      if (secret.length < keyLength) return
      forget(secret)
      secrets.add(secret)
      const key = secret.slice(0, keyLength)
      byStart.set(key, (byStart.get(key) ?? new Set()).add(secret))
      const [oldest] = secrets
      if (oldest !== undefined && secrets.size > most) forget(oldest)
    },
    hide(text) {
      let clean = ''
      let from = 0
      for (let at = 0; at + keyLength <= text.length; at += 1) {
        const length = longestAt(text, at)
        if (length === 0) continue
        clean += text.slice(from, at) + hidden
        from = at + length
        at = from - 1
      }
      return clean + text.slice(from)
    },
  }
}
