/** Whether SQLite, or D1 which gives no codes, refused a row because its key is there. By its words, which a trigger can say too. */
export function isTakenKey(cause: unknown): boolean {
  return cause instanceof Error && cause.message.includes('UNIQUE constraint failed')
}
