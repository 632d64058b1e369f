/** JSON with the bytes of PHP's `json_encode`: `/` as `\/`, everything outside ASCII as `\uXXXX`. A signature covers these bytes and no others. */
export function phpJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
