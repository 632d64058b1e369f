import { PermissionFlagsBits as Bit } from 'discord-api-types/v10'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Discord } from '../discord.ts'
import { instant, snowflake } from '../form-parts.ts'
import { isAllowed } from '../permissions.ts'
import { done, missingPermissions, type Outcome, refusalOfIssues, refused, unknownVoiceState, wrongChannelType } from '../refusal.ts'
import { isStage } from '../voice-channels.ts'
import { type StageChange, type VoiceState, voiceStateIn, voiceStateJson } from '../voice-states.ts'
import { answer } from './answer.ts'
import { readBody } from './body.ts'
import type { GuildEnvironment } from './guilds.ts'

const change = z.object({
  channel_id: snowflake.nullish(),
  suppress: z.boolean().nullish(),
  request_to_speak_timestamp: instant.nullish(),
})

/** Where people are connected to voice, and who speaks on a stage. Mount it behind the guild's own routes. */
export function voiceStateRoutes({ store, clock, voiceStates }: Discord): Hono<GuildEnvironment> {
  const { world } = store
  const botId = world.application.id
  const find = (c: Context<GuildEnvironment>): Outcome<VoiceState> => {
    const asked = c.req.param('user') ?? ''
    const state = voiceStateIn(world, c.get('guild').id, asked === '@me' ? botId : asked)
    if (!state) return refused(unknownVoiceState)
    return isAllowed(world, state.channelId, botId, Bit.Connect) ? done(state) : refused(missingPermissions)
  }
  const changed = (state: VoiceState, { suppress, request_to_speak_timestamp: asked }: z.infer<typeof change>): Outcome<StageChange> => {
    const isOwn = state.userId === botId
    const mayMute = isAllowed(world, state.channelId, botId, Bit.MuteMembers)
    if (typeof suppress === 'boolean' && !mayMute && !(isOwn && suppress)) return refused(missingPermissions)
    if (typeof asked === 'number' && !isAllowed(world, state.channelId, botId, Bit.RequestToSpeak)) return refused(missingPermissions)
    // People who are let up to the stage are asked whether they want to speak; bots are not.
    const askedByUnsuppressing = !isOwn && suppress === false ? { requestToSpeakAtMs: clock.now() } : {}
    return done({
      ...(typeof suppress === 'boolean' ? { suppress } : {}),
      ...(suppress === true ? { requestToSpeakAtMs: null } : askedByUnsuppressing),
      ...(isOwn && asked !== undefined ? { requestToSpeakAtMs: asked } : {}),
    })
  }

  return new Hono<GuildEnvironment>()
    .get('/guilds/:guild/voice-states/:user', (c) => answer(c, find(c), (state) => c.json(voiceStateJson(world, state))))
    .patch('/guilds/:guild/voice-states/:user', async (c) => {
      const state = find(c)
      const body = state.kind === 'done' ? await readBody(c) : state
      if (state.kind === 'refused' || body.kind === 'refused') return answer(c, body, () => c.body(null))
      const parsed = change.safeParse(body.value, { reportInput: true })
      if (!parsed.success) return answer(c, refused(refusalOfIssues(parsed.error.issues)), () => c.body(null))
      const channel = world.channels.get(parsed.data.channel_id ?? state.value.channelId)
      if (!channel || !isStage(channel)) return answer(c, refused(wrongChannelType), () => c.body(null))
      if (channel.id !== state.value.channelId) return answer(c, refused(unknownVoiceState), () => c.body(null))
      return answer(c, changed(state.value, parsed.data), (next) => {
        voiceStates.change(state.value, next)
        return c.body(null, 204)
      })
    })
}
