/** What every key begins with that our programs share for one Discord application. Whoever joins them, such as a bot of your own, uses the same. */
export function applicationPrefix(applicationId: string): string {
  return `kaltura-discord:${applicationId}:`
}
