import type { RequestPlace } from '@kaltura-discord/core'

/** What of a request says where it stands in the limit of a token. */
export interface RestRequest {
  method?: string | undefined
  /** As `new Headers()` takes them. */
  headers?: unknown
}

/** Where a request to Discord's API stands in the limit of the bot's token. */
export function requestPlace(url: string, { method = 'GET', headers }: RestRequest): Omit<RequestPlace, 'patienceMs'> {
  const path = new URL(url).pathname.replace(/^.*?\/api(\/v\d+)?(?=\/)/, '')
  const isOfBot = new Headers(headers as HeadersInit | undefined).get('authorization')?.startsWith('Bot ') ?? false
  return isOfBot && !isInteraction(path) ? { route: routeOf(method, path), lane: 'people' } : { route: undefined, lane: 'tokenless' }
}

/**
 * Answers to interactions and what follows them: "Interaction endpoints are not bound to the bot's Global Rate Limit"
 * (https://docs.discord.com/developers/topics/rate-limits#global-rate-limit). Their address holds a token, so it is no route that anybody else may read.
 */
function isInteraction(path: string): boolean {
  return /^\/(interactions|webhooks)\/\d+\/[^/]+/.test(path)
}

/** A method and a path, of which only the first channel, guild or webhook is named, as Discord counts them. */
function routeOf(method: string, path: string): string {
  const [major = ''] = /^\/(channels|guilds|webhooks)\/\d+/.exec(path) ?? []
  return `${method.toUpperCase()} ${major}${path.slice(major.length).replace(/\/[^/]*(\d{5}|[^\w@/-])[^/]*/g, '/:id')}`
}
