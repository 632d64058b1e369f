import { PermissionFlagsBits as Bit, ChannelType } from 'discord-api-types/v10'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { channelJson, threadMemberJson } from '../channel-json.ts'
import type { Discord } from '../discord.ts'
import type { JsonObject } from '../json.ts'
import { isAllowed } from '../permissions.ts'
import { threadsOf } from '../places.ts'
import {
  archivedThread,
  done,
  missingPermissions,
  type Outcome,
  type Refusal,
  refusalOfIssues,
  refused,
  unknownMember,
  unknownUser,
} from '../refusal.ts'
import type { ThreadChannel } from '../world.ts'
import { answer, refuse } from './answer.ts'
import { authorized } from './authorization.ts'
import { readBody } from './body.ts'
import { createGate } from './gate.ts'

const draft = z.looseObject({
  name: z.string().min(1).max(100),
  auto_archive_duration: z.union([z.literal(60), z.literal(1440), z.literal(4320), z.literal(10080)]).nullish(),
  rate_limit_per_user: z.number().int().min(0).max(21_600).nullish(),
  type: z.union([z.literal(10), z.literal(11), z.literal(12)]).nullish(),
  invitable: z.boolean().nullish(),
})
const page = z.object({ limit: z.coerce.number().int().min(1).max(100).default(50), before: z.iso.datetime({ offset: true }).optional() })

/** Threads: starting them, who is in them, and finding them again. They are edited and deleted as channels are. */
export function threadRoutes(discord: Discord): Hono {
  const { threads } = discord
  const { world } = discord.store
  const botId = world.application.id
  const gate = createGate(world)
  const rest = new Hono()
  for (const path of ['messages/:message/threads', 'threads/*', 'thread-members/*', 'users/@me/threads/*'])
    rest.use(`/channels/:channel/${path}`, authorized(discord, { bot: true }))

  const read = async (c: Context): Promise<Outcome<z.infer<typeof draft>>> => {
    const body = await readBody(c)
    if (body.kind === 'refused') return body
    const parsed = draft.safeParse(body.value, { reportInput: true })
    return parsed.success ? done(parsed.data) : refused(refusalOfIssues(parsed.error.issues))
  }
  const wishes = ({ name, auto_archive_duration, rate_limit_per_user, invitable }: z.infer<typeof draft>) => ({
    ownerId: botId,
    name,
    ...(auto_archive_duration ? { autoArchiveMinutes: auto_archive_duration } : {}),
    ...(rate_limit_per_user ? { slowmodeS: rate_limit_per_user } : {}),
    ...(invitable === false ? { invitable } : {}),
  })
  const said = (c: Context, outcome: Outcome<ThreadChannel>): Response =>
    answer(c, outcome, (thread) => c.json(channelJson(world, thread), 201))

  /** Another may be brought in by who is inside, unless a private thread keeps that to its owner and moderators. */
  const whyNotAdd = (thread: ThreadChannel, userId: string): Refusal | undefined => {
    if (thread.archived) return archivedThread
    if (!isAllowed(world, thread.id, botId, Bit.SendMessagesInThreads)) return missingPermissions
    const isKept = thread.type === ChannelType.PrivateThread && !thread.invitable && thread.ownerId !== botId
    if (isKept && !isAllowed(world, thread.id, botId, Bit.ManageThreads)) return missingPermissions
    return world.guilds.get(thread.guildId)?.members.has(userId) ? undefined : unknownUser
  }
  const whyNotRemove = (thread: ThreadChannel): Refusal | undefined => {
    if (thread.archived) return archivedThread
    const isOwner = thread.type === ChannelType.PrivateThread && thread.ownerId === botId
    return isOwner || isAllowed(world, thread.id, botId, Bit.ManageThreads) ? undefined : missingPermissions
  }

  const archived = (c: Context, needs: bigint, belongs: (thread: ThreadChannel) => boolean): Response =>
    answer(c, gate.guildChannel(c, Bit.ReadMessageHistory | needs), (parent) => {
      const wanted = page.safeParse(c.req.query())
      if (!wanted.success) return refuse(c, refusalOfIssues(wanted.error.issues))
      const { limit, before } = wanted.data
      const beforeMs = before === undefined ? Number.POSITIVE_INFINITY : Date.parse(before)
      const found = threadsOf(world, parent.guildId)
        .filter((thread) => thread.parentId === parent.id && thread.archived && belongs(thread) && thread.archiveChangedAtMs < beforeMs)
        .sort((a, b) => b.archiveChangedAtMs - a.archiveChangedAtMs)
      return c.json({ ...listJson(found.slice(0, limit)), has_more: found.length > limit })
    })
  const isPrivate = ({ type }: ThreadChannel): boolean => type === ChannelType.PrivateThread
  const listJson = (found: readonly ThreadChannel[]): JsonObject => ({
    threads: found.map((thread) => channelJson(world, thread)),
    members: found.filter(({ members }) => members.has(botId)).map((thread) => threadMemberJson(world, thread, botId)),
  })

  return rest
    .post('/channels/:channel/messages/:message/threads', async (c) => {
      const parent = gate.guildChannel(c, Bit.CreatePublicThreads | Bit.ReadMessageHistory)
      const from = parent.kind === 'done' ? gate.message(c) : parent
      if (parent.kind === 'refused' || from.kind === 'refused') return answer(c, from, () => c.body(null))
      const wanted = await read(c)
      return wanted.kind === 'refused'
        ? refuse(c, wanted.refusal)
        : said(c, threads.start({ ...wishes(wanted.value), parent: parent.value, from: from.value }))
    })
    .post('/channels/:channel/threads', async (c) => {
      const found = gate.guildChannel(c)
      const wanted = found.kind === 'done' ? await read(c) : found
      if (wanted.kind === 'refused') return refuse(c, wanted.refusal)
      // Discord's default, kept for compatibility: a private thread.
      const isPublic = wanted.value.type === ChannelType.PublicThread || wanted.value.type === ChannelType.AnnouncementThread
      const parent = gate.guildChannel(c, isPublic ? Bit.CreatePublicThreads : Bit.CreatePrivateThreads)
      const type = isPublic ? ChannelType.PublicThread : ChannelType.PrivateThread
      return parent.kind === 'refused'
        ? refuse(c, parent.refusal)
        : said(c, threads.start({ ...wishes(wanted.value), parent: parent.value, type }))
    })
    .get('/channels/:channel/threads/archived/public', (c) => archived(c, 0n, (thread) => !isPrivate(thread)))
    .get('/channels/:channel/threads/archived/private', (c) => archived(c, Bit.ManageThreads, isPrivate))
    .get('/channels/:channel/users/@me/threads/archived/private', (c) =>
      archived(c, 0n, (thread) => isPrivate(thread) && thread.members.has(botId)),
    )
    .get('/channels/:channel/thread-members', (c) =>
      answer(c, gate.thread(c), (thread) => {
        const withMember = c.req.query('with_member') === 'true'
        return c.json([...thread.members.keys()].map((userId) => threadMemberJson(world, thread, userId, withMember)))
      }),
    )
    .get('/channels/:channel/thread-members/:user', (c) =>
      answer(c, gate.thread(c), (thread) => {
        const userId = c.req.param('user')
        if (!thread.members.has(userId)) return refuse(c, unknownMember)
        return c.json(threadMemberJson(world, thread, userId, c.req.query('with_member') === 'true'))
      }),
    )
    .put('/channels/:channel/thread-members/:user', (c) =>
      answer(c, gate.thread(c), (thread) => {
        const isSelf = c.req.param('user') === '@me'
        const why = isSelf ? (thread.archived ? archivedThread : undefined) : whyNotAdd(thread, c.req.param('user'))
        if (why) return refuse(c, why)
        threads.join(thread, isSelf ? botId : c.req.param('user'))
        return c.body(null, 204)
      }),
    )
    .delete('/channels/:channel/thread-members/:user', (c) =>
      answer(c, gate.thread(c), (thread) => {
        const isSelf = c.req.param('user') === '@me'
        const why = isSelf ? (thread.archived ? archivedThread : undefined) : whyNotRemove(thread)
        if (why) return refuse(c, why)
        threads.leave(thread, isSelf ? botId : c.req.param('user'))
        return c.body(null, 204)
      }),
    )
}
