import { type Caching, createCachedLookup, type GuildMember, UnavailableError } from '@kaltura-discord/core'
import type { Resilience } from '@kaltura-discord/core/resilience'
import { z } from 'zod'
import { memberPermissions } from './permissions.ts'

const snowflake = z.string().regex(/^\d{17,20}$/)
const user = z.object({ id: snowflake, username: z.string(), global_name: z.string().nullish() })
const guildMember = z.object({ user, nick: z.string().nullish(), roles: z.array(snowflake) })
const guild = z.object({ id: snowflake, owner_id: snowflake, roles: z.array(z.object({ id: snowflake, permissions: z.string() })) })
const token = z.object({ access_token: z.string(), token_type: z.string() })
const instance = z.object({
  application_id: snowflake,
  instance_id: z.string(),
  location: z.object({ guild_id: snowflake.nullish(), channel_id: snowflake }),
  users: z.array(snowflake),
})

/** What the server asks of Discord's REST API, and nothing more. */
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
}: DiscordApiOptions): DiscordApi {
  const bot = { authorization: `Bot ${botToken}` }

  async function ask(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(`${apiUrl}${path}`, { ...init, signal: AbortSignal.timeout(timeoutMs) })
    } catch {
      // The cause is left out on purpose: fetch errors of some runtimes carry the request, and with it the token.
      throw new UnavailableError('Discord did not answer.')
    }
  }

  async function read<T>(response: Response, schema: z.ZodType<T>, what: string): Promise<T> {
    if (!response.ok) {
      const retryAfterS = Number(response.headers.get('retry-after'))
      throw new UnavailableError(`Discord answered HTTP ${response.status} when asked for ${what}.`, {
        ...(retryAfterS > 0 ? { retryAfterMs: retryAfterS * 1000 } : {}),
      })
    }
    const parsed = schema.safeParse(await response.json().catch(() => undefined))
    if (!parsed.success) throw new UnavailableError(`Discord's answer about ${what} has an unknown shape.`)
    return parsed.data
  }

  const reading = <T>(call: () => Promise<T>) => resilience.run(call, { repeatable: true })

  /** What the bot may see, or `undefined` when there is no such thing. */
  async function find<T>(path: string, schema: z.ZodType<T>, what: string): Promise<T | undefined> {
    return reading(async () => {
      const response = await ask(path, { headers: bot })
      return response.status === 404 ? undefined : read(response, schema, what)
    })
  }

  const guildOf = createCachedLookup({ ...roles, schema: guild, load: (guildId) => find(`/guilds/${guildId}`, guild, 'a guild') })

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
      return resilience.run(
        async () => {
          const response = await ask('/oauth2/token', { method: 'POST', body: new URLSearchParams(form) })
          if (response.status >= 400 && response.status < 429) return { kind: 'refused' }
          return { kind: 'exchanged', accessToken: (await read(response, token, 'an access token')).access_token }
        },
        { repeatable: false },
      )
    },

    async currentUser(accessToken) {
      const headers = { authorization: `Bearer ${accessToken}` }
      const me = await reading(async () => read(await ask('/users/@me', { headers }), user, 'the signed-in user'))
      return { id: me.id, name: me.global_name ?? me.username }
    },

    async member(guildId, userId) {
      const [member, place] = await Promise.all([find(`/guilds/${guildId}/members/${userId}`, guildMember, 'a member'), guildOf(guildId)])
      if (!member || !place) return undefined
      const { owner_id, roles } = place
      return {
        userId: member.user.id,
        displayName: member.nick ?? member.user.global_name ?? member.user.username,
        roleIds: member.roles,
        permissions: memberPermissions({ guildId, ownerId: owner_id, userId, roles, roleIds: member.roles }),
      }
    },

    async activityInstance(instanceId) {
      const path = `/applications/${applicationId}/activity-instances/${encodeURIComponent(instanceId)}`
      const found = await find(path, instance, 'an Activity instance')
      if (found?.application_id !== applicationId) return undefined
      const { location, users } = found
      return { guildId: location.guild_id ?? undefined, channelId: location.channel_id, userIds: users }
    },
  }
}
