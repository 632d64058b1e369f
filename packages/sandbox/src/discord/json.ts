/** An object of Discord's API whose members we pass on without reading them all. */
export type JsonObject = Record<string, unknown>

/** As many flags as none: discord-api-types names the single bits, and 0 is none of them. */
export const noFlags: number = 0

/** Discord writes times as ISO 8601 with microseconds and an offset. */
export function timestamp(atMs: number): string {
  return new Date(atMs).toISOString().replace('Z', '000+00:00')
}

/** Parses untrusted text; `undefined` when it isn't JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
