import { PermissionFlagsBits as Bit, ChannelType } from 'discord-api-types/v10'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { channelJson } from '../channel-json.ts'
import type { ChannelChange } from '../channels.ts'
import type { Discord } from '../discord.ts'
import { isAllowed, permissionsIn } from '../permissions.ts'
import {
  archivedThread,
  directChannel,
  lockedThread,
  missingPermissions,
  type Refusal,
  refusalOfIssues,
  unknownChannel,
} from '../refusal.ts'
import type { ThreadChange } from '../threads.ts'
import type { GuildChannel, Overwrite, ThreadChannel } from '../world.ts'
import { answer, refuse } from './answer.ts'
import { authorized } from './authorization.ts'
import { readBody } from './body.ts'
import { createGate } from './gate.ts'

const snowflake = z.string().regex(/^\d{1,20}$/)
/** Permission bits: digits, or as old clients send them, a number. */
const bits = z
  .union([z.string().regex(/^\d{1,20}$/), z.number().int().nonnegative()])
  .nullish()
  .transform((value) => BigInt(value ?? 0))
const overwrite = z.object({ type: z.union([z.literal(0), z.literal(1)]).nullish(), allow: bits, deny: bits })
const name = z.string().min(1).max(100)
const slowmode = z.number().int().min(0).max(21_600).nullish()
const channelEdit = z.looseObject({
  name: name.optional(),
  topic: z.string().max(1024).nullish(),
  position: z.number().int().nonnegative().nullish(),
  parent_id: snowflake.nullish(),
  permission_overwrites: z
    .array(overwrite.extend({ id: snowflake }))
    .max(100)
    .nullish(),
  rate_limit_per_user: slowmode,
})
const channelDraft = channelEdit.extend({
  name,
  type: z.union([z.literal(0), z.literal(2), z.literal(4), z.literal(13)]).nullish(),
})
const threadEdit = z.looseObject({
  name: name.optional(),
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
  invitable: z.boolean().optional(),
  auto_archive_duration: z.union([z.literal(60), z.literal(1440), z.literal(4320), z.literal(10080)]).optional(),
  rate_limit_per_user: slowmode,
})

/** Channels and threads themselves: reading, making, changing and deleting them, and who may do what in them. */
export function channelRoutes(discord: Discord): Hono {
  const { store, channels, threads } = discord
  const { world } = store
  const botId = world.application.id
  const gate = createGate(world)
  const rest = new Hono()
  rest.use('/channels/*', authorized(discord, { bot: true }))

  const editChannel = async (c: Context, channel: GuildChannel): Promise<Response> => {
    const body = await readBody(c)
    if (body.kind === 'refused') return refuse(c, body.refusal)
    const edit = channelEdit.safeParse(body.value, { reportInput: true })
    if (!edit.success) return refuse(c, refusalOfIssues(edit.error.issues))
    const mayManage = isAllowed(world, channel.id, botId, Bit.ManageChannels)
    const mayRule = !edit.data.permission_overwrites || isAllowed(world, channel.id, botId, Bit.ManageRoles)
    if (!mayManage || !mayRule) return refuse(c, missingPermissions)
    return c.json(channelJson(world, channels.edit(channel, changeOf(edit.data))))
  }

  /** The owner may rename, archive and wake a thread; a moderator may all; who is in it may wake it (docs: topics/threads). */
  const whyNotEditThread = (thread: ThreadChannel, change: ThreadChange): Refusal | undefined => {
    if (isAllowed(world, thread.id, botId, Bit.ManageThreads)) return undefined
    const onlyWakes = Object.keys(change).every((key) => key === 'archived') && change.archived === false
    if (thread.locked) return lockedThread
    if (onlyWakes && thread.members.has(botId)) return undefined
    return change.locked !== undefined || change.slowmodeS !== undefined || thread.ownerId !== botId ? missingPermissions : undefined
  }

  const editThread = async (c: Context, thread: ThreadChannel): Promise<Response> => {
    const body = await readBody(c)
    if (body.kind === 'refused') return refuse(c, body.refusal)
    const edit = threadEdit.safeParse(body.value, { reportInput: true })
    if (!edit.success) return refuse(c, refusalOfIssues(edit.error.issues))
    const change = threadChangeOf(edit.data)
    const why = whyNotEditThread(thread, change)
    if (why) return refuse(c, why)
    // An archived thread has to be woken before, or together with, anything else.
    const touchesMore = Object.keys(change).some((key) => key !== 'archived' && key !== 'locked')
    if (thread.archived && change.archived !== false && touchesMore) return refuse(c, archivedThread)
    return c.json(channelJson(world, threads.edit(thread, change)))
  }

  return rest
    .get('/channels/:channel', (c) => answer(c, gate.channel(c), (channel) => c.json(channelJson(world, channel))))
    .patch('/channels/:channel', async (c) => {
      const found = gate.channel(c)
      if (found.kind === 'refused') return refuse(c, found.refusal)
      const channel = found.value
      if (channel.kind === 'direct') return refuse(c, directChannel)
      return channel.kind === 'thread' ? editThread(c, channel) : editChannel(c, channel)
    })
    .delete('/channels/:channel', (c) =>
      answer(c, gate.channel(c), (channel) => {
        const needed = channel.kind === 'thread' ? Bit.ManageThreads : Bit.ManageChannels
        if (channel.kind !== 'direct' && !isAllowed(world, channel.id, botId, needed)) return refuse(c, missingPermissions)
        const told = channelJson(world, channel)
        if (channel.kind === 'thread') threads.remove(channel)
        if (channel.kind === 'guild') channels.remove(channel)
        // A direct conversation is only closed: what was said in it stays.
        return c.json(told)
      }),
    )
    .put('/channels/:channel/permissions/:overwrite', async (c) => {
      const channel = gate.guildChannel(c, Bit.ManageRoles)
      const body = channel.kind === 'done' ? await readBody(c) : channel
      if (channel.kind === 'refused' || body.kind === 'refused') return answer(c, body, () => c.body(null))
      const wanted = overwrite.extend({ type: z.union([z.literal(0), z.literal(1)]) }).safeParse(body.value, { reportInput: true })
      if (!wanted.success) return refuse(c, refusalOfIssues(wanted.error.issues))
      const { allow, deny, type } = wanted.data
      // Nobody can hand out, or take away, what they do not have themselves.
      if (((allow | deny) & ~permissionsIn(world, channel.value.id, botId)) !== 0n) return refuse(c, missingPermissions)
      channels.overwrite(channel.value, { id: c.req.param('overwrite'), kind: type === 0 ? 'role' : 'member', allow, deny })
      return c.body(null, 204)
    })
    .delete('/channels/:channel/permissions/:overwrite', (c) =>
      answer(c, gate.guildChannel(c, Bit.ManageRoles), (channel) => {
        channels.dropOverwrite(channel, c.req.param('overwrite'))
        return c.body(null, 204)
      }),
    )
}

/** Reads the body of a new channel for `POST /guilds/:guild/channels`. */
export async function createChannel(c: Context, { channels, store: { world } }: Discord, guildId: string): Promise<Response> {
  const body = await readBody(c)
  if (body.kind === 'refused') return refuse(c, body.refusal)
  const draft = channelDraft.safeParse(body.value, { reportInput: true })
  if (!draft.success) return refuse(c, refusalOfIssues(draft.error.issues))
  const { type, name: called } = draft.data
  const guild = world.guilds.get(guildId)
  const parent = draft.data.parent_id ? world.channels.get(draft.data.parent_id) : undefined
  const isFitting =
    !draft.data.parent_id || (parent?.type === ChannelType.GuildCategory && parent.kind === 'guild' && parent.guildId === guildId)
  if (!guild || !isFitting) return refuse(c, unknownChannel)
  const created = channels.create(guild, { ...changeOf(draft.data), name: called, type: type ?? ChannelType.GuildText })
  return answer(c, created, (channel) => c.json(channelJson(world, channel), 201))
}

function changeOf(edit: z.infer<typeof channelEdit>): ChannelChange {
  const { name: called, topic, position, parent_id, permission_overwrites, rate_limit_per_user } = edit
  return {
    ...(called === undefined ? {} : { name: called }),
    ...(topic === undefined ? {} : { topic }),
    ...(position === undefined || position === null ? {} : { position }),
    ...(parent_id === undefined ? {} : { parentId: parent_id }),
    ...(permission_overwrites ? { overwrites: permission_overwrites.map(overwriteOf) } : {}),
    ...(rate_limit_per_user === undefined ? {} : { slowmodeS: rate_limit_per_user ?? 0 }),
  }
}

function overwriteOf({ id, type, allow, deny }: z.infer<typeof overwrite> & { id: string }): Overwrite {
  return { id, kind: type === 1 ? 'member' : 'role', allow, deny }
}

function threadChangeOf(edit: z.infer<typeof threadEdit>): ThreadChange {
  const { name: called, archived, locked, invitable, auto_archive_duration, rate_limit_per_user } = edit
  return {
    ...(called === undefined ? {} : { name: called }),
    ...(archived === undefined ? {} : { archived }),
    ...(locked === undefined ? {} : { locked }),
    ...(invitable === undefined ? {} : { invitable }),
    ...(auto_archive_duration === undefined ? {} : { autoArchiveMinutes: auto_archive_duration }),
    ...(rate_limit_per_user === undefined || rate_limit_per_user === null ? {} : { slowmodeS: rate_limit_per_user }),
  }
}
