const prefix = 'kaltura-discord:watch:'

/** The custom id of a *Watch Together* button. Not a secret and not trusted: everything is asked again when it is pressed. */
export function watchButtonId(entryId: string): string {
  return `${prefix}${entryId}`
}

/** The entry of a *Watch Together* button; `undefined` when the id is another button's. */
export function entryOfWatchButton(customId: string): string | undefined {
  const entryId = customId.startsWith(prefix) ? customId.slice(prefix.length) : ''
  return /^[\w-]{3,64}$/.test(entryId) ? entryId : undefined
}
