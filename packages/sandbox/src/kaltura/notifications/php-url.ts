/** A text with the bytes of PHP's `urlencode`: a space is `+`, and only letters, digits, `-`, `_` and `.` stand for themselves. */
export function phpUrlEncode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Fields with the bytes of PHP's `http_build_query`. */
export function phpQuery(fields: ReadonlyMap<string, string>): string {
  return [...fields].map(([name, value]) => `${phpUrlEncode(name)}=${phpUrlEncode(value)}`).join('&')
}
