const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text that the bytes spell in UTF-8, or `undefined` when they are not UTF-8. A byte order mark stays in the text. */
export function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}
