import { PermissionFlagsBits as Bit, InteractionType as Type } from 'discord-api-types/v10'
import type { UploadedFile } from './attachment-draft.ts'
import type { Clock } from './clock.ts'
import type { Dispatch } from './gateway/dispatch.ts'
import type { Instances } from './instances.ts'
import { type IntegrationOwners, integrationOwners, isOnlyForUser } from './integration.ts'
import { allowedCallbacks, type InteractionCallback, readCallback } from './interaction-callback.ts'
import type { InteractionData } from './interaction-data.ts'
import { interactionJson } from './interaction-json.ts'
import type { EndpointAnswer, InteractionsEndpoint } from './interactions-endpoint.ts'
import { type MessageDraft, messageFlags } from './message-draft.ts'
import type { Answers, Messages, NewMessage, WorldMessage } from './messages.ts'
import type { Modals } from './modals.ts'
import { permissionsIn } from './permissions.ts'
import { guildOfChannel } from './places.ts'
import {
  alreadyAcknowledged,
  done,
  invalidForm,
  missingPermissions,
  type Outcome,
  refused,
  unknownInteraction,
  unknownMessage,
} from './refusal.ts'
import type { RandomToken } from './secrets.ts'
import type { WorldStore } from './world.ts'

/** Something a person did that the bot has to answer. */
export interface Interaction {
  id: string
  token: string
  type: Type.ApplicationCommand | Type.MessageComponent | Type.ApplicationCommandAutocomplete | Type.ModalSubmit
  userId: string
  channelId: string
  name: string
  label: string
  componentMessageId: string | null
  /** What opened the form, when this is a form that was sent. */
  trigger: Interaction | null
  createdAtMs: number
  /** On whose authority the app acts. */
  owners: IntegrationOwners
  /** How many messages came after the first answer. */
  followUps: number
  state: { kind: 'waiting' } | { kind: 'answered'; originalId: string | null } | { kind: 'expired' }
}

export interface InteractionStart extends Pick<Interaction, 'type' | 'userId' | 'channelId' | 'name' | 'label'> {
  data: InteractionData
  /** The message that holds the component. */
  message?: WorldMessage | undefined
  trigger?: Interaction
}

/** What a valid callback led to. */
export interface CallbackEffect {
  callback: InteractionCallback['type']
  message?: WorldMessage
  instanceId?: string
}

export interface Interactions {
  /** Tells the bot. `answered` settles with the bot's callback, or with `undefined` after three silent seconds. Never rejects. */
  start(what: InteractionStart): { interaction: Interaction; answered: Promise<InteractionCallback | undefined> }
  respond(
    id: string,
    token: string,
    body: unknown,
    files?: readonly UploadedFile[],
  ): Outcome<{ interaction: Interaction; effect: CallbackEffect }>
  find(token: string): Interaction | undefined
  /** Posts as an answer to the interaction; the first one after a deferred reply takes the place of "thinking…". */
  followUp(interaction: Interaction, draft: MessageDraft): WorldMessage
}

export const answerWithinMs = 3_000
export const tokenLifeMs = 15 * 60_000
const silence = 'The application did not respond'
const keptInteractions = 1_000

export function createInteractions(options: {
  store: WorldStore
  clock: Clock
  snowflake: () => string
  random: RandomToken
  dispatch: Dispatch
  endpoint: Pick<InteractionsEndpoint, 'post'>
  messages: Messages
  instances: Instances
  modals: Modals
}): Interactions {
  const { store, clock, messages, instances, modals } = options
  const { world } = store
  const waiting = new Map<string, (callback: InteractionCallback | undefined) => void>()

  const answer = (interaction: Interaction, draft: MessageDraft, more: Partial<NewMessage> = {}): WorldMessage => {
    const ephemeral = ((draft.flags ?? 0) & messageFlags.ephemeral) !== 0 || isHushed(interaction)
    const isCommand = (interaction.trigger ?? interaction).type === Type.ApplicationCommand
    return messages.post({
      channelId: interaction.channelId,
      draft: { ...draft, nonce: undefined },
      type: isCommand ? 20 : 19,
      repliesTo: interaction.componentMessageId,
      onlyFor: ephemeral ? interaction.userId : null,
      answers: answersOf(interaction),
      ...more,
    })
  }

  /** An app that only its user installed speaks to them alone where they may not use such apps. */
  const isHushed = ({ owners, channelId, userId }: Interaction): boolean =>
    isOnlyForUser(owners) &&
    guildOfChannel(world, channelId) !== undefined &&
    (permissionsIn(world, channelId, userId) & Bit.UseExternalApps) === 0n

  /** In a direct message nobody can forbid it. */
  const mayLaunch = ({ channelId, userId }: Interaction): boolean =>
    guildOfChannel(world, channelId) === undefined || (permissionsIn(world, channelId, userId) & Bit.UseEmbeddedActivities) !== 0n

  /** A form or a button acts on the authority of what it came from. */
  const ownersOf = (
    { type, channelId, userId }: Pick<Interaction, 'type' | 'channelId' | 'userId'>,
    data: InteractionData,
    message: WorldMessage | undefined,
    trigger: Interaction | undefined,
  ): IntegrationOwners => {
    const isCommand = type === Type.ApplicationCommand || type === Type.ApplicationCommandAutocomplete
    const command = isCommand && 'id' in data ? world.commands.get(String(data.id)) : undefined
    return trigger?.owners ?? message?.answers?.owners ?? integrationOwners(world, channelId, userId, command)
  }

  const askedIn = ({ componentMessageId }: Interaction) =>
    componentMessageId === null ? undefined : world.messages.get(componentMessageId)

  const perform = (interaction: Interaction, callback: InteractionCallback): Outcome<CallbackEffect> => {
    const asked = askedIn(interaction)
    switch (callback.type) {
      case 4:
        return done({ callback: callback.type, message: answer(interaction, callback.data) })
      case 5: {
        const message = answer(interaction, { flags: callback.flags }, { state: 'thinking' })
        clock.after(tokenLifeMs, () => giveUp(message))
        return done({ callback: callback.type, message })
      }
      case 6:
        return done({ callback: callback.type, ...(asked ? { message: asked } : {}) })
      case 7:
        return asked ? done({ callback: callback.type, message: messages.edit(asked, callback.data) }) : refused(unknownMessage)
      case 8:
        return done({ callback: callback.type })
      case 9:
        modals.open(interaction, callback.form)
        return done({ callback: callback.type })
      case 12:
        // Which code Discord has for it is a guess: its documents name none.
        if (!mayLaunch(interaction)) return refused(missingPermissions)
        return done({ callback: callback.type, instanceId: instances.launch(interaction.userId, interaction.channelId).id })
    }
  }

  const expire = (interaction: Interaction): void => {
    if (interaction.state.kind !== 'waiting') return
    store.change(() => {
      interaction.state = { kind: 'expired' }
    })
    if (interaction.type !== Type.ApplicationCommandAutocomplete)
      answer(interaction, { content: silence, flags: messageFlags.ephemeral }, { state: 'failed' })
    settle(interaction, undefined)
  }

  const giveUp = (message: WorldMessage): void => {
    if (message.state !== 'thinking') return
    store.change(() => {
      message.state = 'failed'
      message.content = silence
    })
  }

  const settle = (interaction: Interaction, callback: InteractionCallback | undefined): void => {
    waiting.get(interaction.token)?.(callback)
    waiting.delete(interaction.token)
  }

  /** What came back over HTTP is the callback itself. Anything else than that, or "later", fails at once. */
  const hear = (interaction: Interaction, reply: EndpointAnswer): void => {
    if (reply.kind === 'later') return
    const outcome = reply.kind === 'callback' ? interactions.respond(interaction.id, interaction.token, reply.body) : undefined
    if (outcome?.kind !== 'done') expire(interaction)
  }

  const interactions: Interactions = {
    start({ data, message, trigger, ...what }) {
      const interaction: Interaction = {
        ...what,
        id: options.snowflake(),
        token: options.random(48),
        componentMessageId: message?.id ?? null,
        trigger: trigger ?? null,
        createdAtMs: clock.now(),
        owners: ownersOf(what, data, message, trigger),
        followUps: 0,
        state: { kind: 'waiting' },
      }
      world.interactions.set(interaction.token, interaction)
      const [oldest] = world.interactions.keys()
      if (oldest !== undefined && world.interactions.size > keptInteractions) world.interactions.delete(oldest)
      const answered = new Promise<InteractionCallback | undefined>((resolve) => {
        const cancel = clock.after(answerWithinMs, () => expire(interaction))
        waiting.set(interaction.token, (callback) => {
          cancel()
          resolve(callback)
        })
      })
      const json = interactionJson(world, interaction, data, message)
      if (world.interactionsEndpointUrl === null) options.dispatch('INTERACTION_CREATE', json, guildOfChannel(world, what.channelId)?.id)
      else void options.endpoint.post(json).then((reply) => hear(interaction, reply))
      return { interaction, answered }
    },

    respond(id, token, body, files) {
      const interaction = world.interactions.get(token)
      if (!interaction || interaction.id !== id || interaction.state.kind === 'expired') return refused(unknownInteraction)
      if (interaction.state.kind === 'answered') return refused(alreadyAcknowledged)
      const callback = readCallback(body, askedIn(interaction), files)
      if (callback.kind === 'refused') return callback
      if (!isAllowed(interaction, callback.value.type))
        return refused(invalidForm(['type'], 'INTERACTION_CALLBACK_TYPE_INVALID', 'This callback does not fit the interaction.'))
      const effect = perform(interaction, callback.value)
      if (effect.kind === 'refused') return effect
      store.change(() => {
        interaction.state = { kind: 'answered', originalId: effect.value.message?.id ?? null }
      })
      settle(interaction, callback.value)
      return done({ interaction, effect: effect.value })
    },

    find: (token) => world.interactions.get(token),

    followUp(interaction, draft) {
      const originalId = interaction.state.kind === 'answered' ? interaction.state.originalId : null
      const original = originalId === null ? undefined : world.messages.get(originalId)
      if (original?.state === 'thinking') return messages.edit(original, draft)
      interaction.followUps += 1
      return answer(interaction, draft, { type: 19, repliesTo: originalId, answers: { ...answersOf(interaction), originalId } })
    },
  }
  return interactions
}

/** Callbacks 6 and 7 are about the message that a component is in, so a form that a command opened has no use for them. */
function isAllowed({ type, componentMessageId }: Interaction, callback: InteractionCallback['type']): boolean {
  const needsMessage = callback === 6 || callback === 7
  return allowedCallbacks[type].includes(callback) && (!needsMessage || componentMessageId !== null)
}

function answersOf(interaction: Interaction): Answers {
  const { id: interactionId, type, userId, name, label, componentMessageId, trigger, owners } = interaction
  const triggeredBy = trigger === null ? null : answersOf(trigger)
  return { interactionId, type, userId, name, label, originalId: null, componentMessageId, triggeredBy, owners }
}
