/** Whether this can be the id of an entry, such as `1_abc123de`. Keeps wildcards and separators out of privileges and filters. */
export function isEntryId(id: string): boolean {
  return /^[A-Za-z0-9_]{1,64}$/.test(id)
}
