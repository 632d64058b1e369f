import { type GuildMember, type MessageSink, UnavailableError } from '@kaltura-discord/core'
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
const message = z.object({ id: snowflake })

/** What the server asks of Discord's REST API, and nothing more. */
export interface DiscordApi extends MessageSink {
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
}

export function createDiscordApi({
  apiUrl,
  applicationId,
  clientSecret,
  botToken,
  fetch,
  timeoutMs = 8000,
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
    if (!response.ok) throw new UnavailableError(`Discord answered HTTP ${response.status} when asked for ${what}.`)
    const parsed = schema.safeParse(await response.json().catch(() => undefined))
    if (!parsed.success) throw new UnavailableError(`Discord's answer about ${what} has an unknown shape.`)
    return parsed.data
  }

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
      const response = await ask('/oauth2/token', { method: 'POST', body: new URLSearchParams(form) })
      if (response.status >= 400 && response.status < 429) return { kind: 'refused' }
      return { kind: 'exchanged', accessToken: (await read(response, token, 'an access token')).access_token }
    },

    async currentUser(accessToken) {
      const me = await read(await ask('/users/@me', { headers: { authorization: `Bearer ${accessToken}` } }), user, 'the signed-in user')
      return { id: me.id, name: me.global_name ?? me.username }
    },

    async member(guildId, userId) {
      const [memberAnswer, guildAnswer] = await Promise.all([
        ask(`/guilds/${guildId}/members/${userId}`, { headers: bot }),
        ask(`/guilds/${guildId}`, { headers: bot }),
      ])
      if (memberAnswer.status === 404 || guildAnswer.status === 404) return undefined
      const member = await read(memberAnswer, guildMember, 'a member')
      const { owner_id, roles } = await read(guildAnswer, guild, 'a guild')
      return {
        userId: member.user.id,
        displayName: member.nick ?? member.user.global_name ?? member.user.username,
        roleIds: member.roles,
        permissions: memberPermissions({ guildId, ownerId: owner_id, userId, roles, roleIds: member.roles }),
      }
    },

    async activityInstance(instanceId) {
      const response = await ask(`/applications/${applicationId}/activity-instances/${encodeURIComponent(instanceId)}`, { headers: bot })
      if (response.status === 404) return undefined
      const { application_id, location, users } = await read(response, instance, 'an Activity instance')
      if (application_id !== applicationId) return undefined
      return { guildId: location.guild_id ?? undefined, channelId: location.channel_id, userIds: users }
    },

    async send({ channelId, nonce, body }) {
      const response = await ask(`/channels/${channelId}/messages`, {
        method: 'POST',
        headers: { ...bot, 'content-type': 'application/json' },
        body: JSON.stringify({ ...body, nonce, enforce_nonce: true }),
      })
      if ([400, 403, 404].includes(response.status)) return { kind: 'refused', reason: `Discord answered HTTP ${response.status}` }
      return { kind: 'sent', messageId: (await read(response, message, 'a message')).id }
    },
  }
}
