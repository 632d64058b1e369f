import {
  type Caching,
  createCachedLookup,
  createLimitedRequest,
  type GuildMember,
  type LimitedAnswer,
  type RequestPlace,
  retryAfterMs,
  type SendLimit,
  UnavailableError,
} from '@kaltura-discord/core'
import type { Resilience } from '@kaltura-discord/core/resilience'
import { z } from 'zod'
import { memberPermissions } from './permissions.ts'

const snowflake = z.string().regex(/^\d{17,20}$/)
const user = z.object({ id: snowflake, username: z.string(), global_name: z.string().nullish() })
const guildMember = z.object({ user, nick: z.string().nullish(), roles: z.array(snowflake) })
const guild = z.object({ id: snowflake, owner_id: snowflake, roles: z.array(z.object({ id: snowflake, permissions: z.string() })) })
const channel = z.object({ id: snowflake, guild_id: snowflake.nullish() })
const token = z.object({ access_token: z.string(), token_type: z.string() })
const instance = z.object({
  application_id: snowflake,
  instance_id: z.string(),
  location: z.object({ guild_id: snowflake.nullish(), channel_id: snowflake }),
  users: z.array(snowflake),
})

/**
 * What the server asks of Discord's REST API, and nothing more. Every request is under the token's limit, in the lane of people: somebody waits for each.
 * What is sent without the bot's token (`exchangeCode`, `currentUser`) takes none of its turns, but stops at the ban line, which Discord draws for an address.
 *
 * @throws UnavailableError when Discord does not answer, or would let us ask only later than somebody should wait
 */
export interface DiscordApi {
  /**
   * @param redirectUri where Discord sent the browser back to; none for a code that the SDK got
   * @returns the user's access token, or `refused` when the code is spent, foreign or made with another verifier. Never sent twice.
   */
  exchangeCode(
    code: string,
    verifier: string,
    redirectUri?: string,
  ): Promise<{ kind: 'exchanged'; accessToken: string } | { kind: 'refused' }>
  currentUser(accessToken: string): Promise<{ id: string; name: string }>
  /** The member as the guild knows them now, with permissions computed as Discord does; `undefined` when they are not in it. */
  member(guildId: string, userId: string): Promise<GuildMember | undefined>
  /** Of which guild a channel is; `undefined` when it is in none, is gone, or the bot can't see it. */
  guildOfChannel(channelId: string): Promise<string | undefined>
  /** Who is in an Activity instance and where it runs; `undefined` when it has ended or is another application's. */
  activityInstance(instanceId: string): Promise<{ guildId: string | undefined; channelId: string; userIds: readonly string[] } | undefined>
}

export interface DiscordApiOptions {
  /** `https://discord.com/api/v10` everywhere but in tests. */
  apiUrl: string
  applicationId: string
  clientSecret: string
  botToken: string
  fetch: typeof fetch
  timeoutMs?: number
  /** Where are kept a guild's owner and what its roles may do, and for how long. Default: nowhere. */
  roles?: Caching | undefined
  /** Stands between every question and Discord. */
  resilience: Resilience
  /** Of the bot's token, shared with all that sends with it. */
  limit: SendLimit
  /** How long a question waits for turns, over all of its attempts, in ms. Default 3,000. */
  patienceMs?: number
  /** Milliseconds since 1970. */
  now?: () => number
  /** Resolves after so many ms. */
  wait?: (ms: number) => Promise<void>
}

/** One question, and where it stands in the token's limit. */
interface Question extends Omit<RequestPlace, 'patienceMs'> {
  path: string
  init: RequestInit
  repeatable: boolean
}

export function createDiscordApi({
  apiUrl,
  applicationId,
  clientSecret,
  botToken,
  fetch,
  timeoutMs = 8000,
  roles = { cache: undefined, ttlMs: 0 },
  resilience,
  limit,
  patienceMs = 3000,
  now = Date.now,
  wait = pause,
}: DiscordApiOptions): DiscordApi {
  const bot = { authorization: `Bot ${botToken}` }
  const limited = createLimitedRequest({ limit, now, wait })

  async function request(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(`${apiUrl}${path}`, { ...init, signal: AbortSignal.timeout(timeoutMs) })
    } catch {
      // The cause is left out on purpose: fetch errors of some runtimes carry the request, and with it the token.
      throw new UnavailableError('Discord did not answer.')
    }
  }

  async function read<T>(response: Response, schema: z.ZodType<T>, what: string): Promise<T> {
    if (!response.ok) {
      const waitMs = retryAfterMs(response)
      throw new UnavailableError(`Discord answered HTTP ${response.status} when asked for ${what}.`, {
        ...(waitMs ? { retryAfterMs: waitMs } : {}),
      })
    }
    const parsed = schema.safeParse(await response.json().catch(() => undefined))
    if (!parsed.success) throw new UnavailableError(`Discord's answer about ${what} has an unknown shape.`)
    return parsed.data
  }

  /** One attempt. A read that meets a 429 is sent again once that is over, if that is soon enough. */
  async function attempt(question: Question, deadlineMs: number): Promise<LimitedAnswer<Response>> {
    const { path, init, repeatable, ...place } = question
    for (;;) {
      const answer = await limited({ ...place, patienceMs: Math.max(0, deadlineMs - now()) }, () => request(path, init))
      if (answer.kind === 'answered' || !repeatable || answer.untilMs > deadlineMs) return answer
      await wait(Math.max(1, answer.untilMs - now()))
    }
  }

  async function ask<T>(question: Question, readAnswer: (response: Response) => Promise<T>): Promise<T> {
    const deadlineMs = now() + patienceMs
    const outcome = await resilience.run(
      async () => {
        const answer = await attempt(question, deadlineMs)
        // Values: neither a limit nor a refusal is an outage, and each repetition of a refusal would be one more on the way to the ban line.
        if (answer.kind === 'limited' || isDenied(answer.response)) return answer
        return { kind: 'read' as const, value: await readAnswer(answer.response) }
      },
      { repeatable: question.repeatable },
    )
    if (outcome.kind === 'read') return outcome.value
    if (outcome.kind === 'answered') return readAnswer(outcome.response)
    const waitMs = Math.max(0, outcome.untilMs - now())
    throw new UnavailableError(`Too much is asked of Discord just now. Try again in ${Math.ceil(waitMs / 1000)} s.`, {
      retryAfterMs: waitMs,
    })
  }

  /** What the bot may see, or `undefined` when there is no such thing, which Discord says by one of these statuses. */
  function find<T>(route: string, path: string, schema: z.ZodType<T>, what: string, none = [404]): Promise<T | undefined> {
    return ask({ path, init: { headers: bot }, route: `GET ${route}`, lane: 'people', repeatable: true }, async (response) =>
      none.includes(response.status) ? undefined : read(response, schema, what),
    )
  }

  const findGuild = (guildId: string) => find(`/guilds/${guildId}`, `/guilds/${guildId}`, guild, 'a guild')
  const guildOf = createCachedLookup({ ...roles, schema: guild, load: findGuild })

  return {
    async exchangeCode(code, verifier, redirectUri) {
      const form = {
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        client_id: applicationId,
        client_secret: clientSecret,
        ...(redirectUri === undefined ? {} : { redirect_uri: redirectUri }),
      }
      const path = '/oauth2/token'
      const init = { method: 'POST', body: new URLSearchParams(form) }
      return ask({ path, init, route: `POST ${path}`, lane: 'tokenless', repeatable: false }, async (response) => {
        if (response.status >= 400 && response.status < 429) return { kind: 'refused' }
        return { kind: 'exchanged', accessToken: (await read(response, token, 'an access token')).access_token }
      })
    },

    async currentUser(accessToken) {
      const headers = { authorization: `Bearer ${accessToken}` }
      const question = { path: '/users/@me', init: { headers }, route: undefined, lane: 'tokenless', repeatable: true } as const
      const me = await ask(question, (response) => read(response, user, 'the signed-in user'))
      return { id: me.id, name: me.global_name ?? me.username }
    },

    async member(guildId, userId) {
      const [member, place] = await Promise.all([
        find(`/guilds/${guildId}/members/:id`, `/guilds/${guildId}/members/${userId}`, guildMember, 'a member'),
        guildOf(guildId),
      ])
      if (!member || !place) return undefined
      const { owner_id, roles } = place
      return {
        userId: member.user.id,
        displayName: member.nick ?? member.user.global_name ?? member.user.username,
        roleIds: member.roles,
        permissions: memberPermissions({ guildId, ownerId: owner_id, userId, roles, roleIds: member.roles }),
      }
    },

    async guildOfChannel(channelId) {
      const path = `/channels/${channelId}`
      const found = await find(path, path, channel, 'a channel', [403, 404])
      return found?.guild_id ?? undefined
    },

    async activityInstance(instanceId) {
      const path = `/applications/${applicationId}/activity-instances/${encodeURIComponent(instanceId)}`
      const found = await find('/applications/:id/activity-instances/:id', path, instance, 'an Activity instance')
      if (found?.application_id !== applicationId) return undefined
      const { location, users } = found
      return { guildId: location.guild_id ?? undefined, channelId: location.channel_id, userIds: users }
    },
  }
}

function isDenied({ status }: Response): boolean {
  return status === 401 || status === 403
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
