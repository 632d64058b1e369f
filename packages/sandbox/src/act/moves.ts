import { ApplicationCommandType, PermissionFlagsBits as Bit, ComponentType, InteractionType } from 'discord-api-types/v10'
import { mayUse } from '../discord/command-permissions.ts'
import { type CommandUse, commandData, fullName, type GivenOption, typingData, wrongOption } from '../discord/command-use.ts'
import { flatComponents } from '../discord/components.ts'
import type { Discord } from '../discord/discord.ts'
import { readFormAnswer } from '../discord/form-answer.ts'
import { componentData } from '../discord/interaction-data.ts'
import type { InteractionStart } from '../discord/interactions.ts'
import type { JsonObject } from '../discord/json.ts'
import { readNewMessage } from '../discord/message-draft.ts'
import { whyNotPost } from '../discord/message-rights.ts'
import type { WorldMessage } from '../discord/messages.ts'
import { isAvailable, isOffered } from '../discord/offered.ts'
import { isAllowed } from '../discord/permissions.ts'
import { mayEnter } from '../discord/places.ts'
import { wrongChoice } from '../discord/select-answer.ts'
import { isSelect } from '../discord/select-menu.ts'
import type { WorldUser } from '../discord/world.ts'
import { isOfMenu, targetPart } from './command-target.ts'

/** What a person's Discord client lets them do, or the reason why it doesn't: a literal code for programs, a sentence for people. */
export type Possible<T> = { kind: 'possible'; value: T } | { kind: 'impossible'; code: Impossible; why: string }
export type Impossible =
  | `${'channel' | 'command' | 'target' | 'message' | 'component' | 'modal'}.unknown`
  | `${'command' | 'channel'}.forbidden`
  | `${'options' | 'values' | 'form' | 'content'}.wrong`

/** What is put to the bot, unless Discord launches the activity without asking. */
export type CommandMove = { kind: 'ask'; start: InteractionStart } | { kind: 'launch'; userId: string; channelId: string }

/** Everything that a client sends for a person, judged as the client would. Both the control API and `sandbox.as(…)` go through here. */
export interface Moves {
  /** A command typed after a slash, or one of a menu, which is used on a message or a person: `targetId`. */
  command(
    user: WorldUser,
    use: { channelId: string; commandId: string; options: readonly GivenOption[]; targetId?: string | undefined },
    doing: 'typing' | 'sending',
  ): Possible<CommandMove>
  /** A message that they see. */
  message(user: WorldUser, messageId: string): Possible<WorldMessage>
  /** A button pressed, or `values` chosen in a menu. */
  component(user: WorldUser, use: { messageId: string; customId: string; values: readonly string[] }): Possible<InteractionStart>
  /** Sends a form, which closes it. */
  form(user: WorldUser, use: { interactionId: string; components: readonly JsonObject[] }): Possible<InteractionStart>
  /** Writes a message. */
  say(user: WorldUser, what: { channelId: string; content: string }): Possible<WorldMessage>
}

export function createMoves({ store, modals, messages }: Discord): Moves {
  const { world } = store

  const messageFor: Moves['message'] = (user, messageId) => {
    const message = world.messages.get(messageId)
    const isSeen = message && (message.onlyFor ?? user.id) === user.id && isAllowed(world, message.channelId, user.id, Bit.ViewChannel)
    return isSeen ? possible(message) : impossible('message.unknown', `${user.displayName} sees no such message.`)
  }

  return {
    message: messageFor,

    command(user, { channelId, commandId, options, targetId }, doing) {
      const command = world.commands.get(commandId)
      if (!isAllowed(world, channelId, user.id, Bit.ViewChannel)) return impossible('channel.unknown', 'There is no such channel.')
      if (!command || !(isOffered(command) || isOfMenu(command)) || !isAvailable(world, command, channelId, user.id))
        return impossible('command.unknown', 'The bot has no such command here.')
      if (!mayUse(world, command, channelId, user.id))
        return impossible('command.forbidden', `${user.displayName} may not use /${command.name}.`)
      const wrong = wrongOption(command.options ?? [], options, doing)
      if (wrong) return impossible('options.wrong', wrong)
      const target = targetPart(world, { channelId, userId: user.id, command, targetId })
      if (!target) return impossible('target.unknown', `${user.displayName} sees nothing of this kind to use "${command.name}" on.`)
      if (command.handler === 2) return possible({ kind: 'launch', userId: user.id, channelId })
      const name = fullName(command, options)
      const label = isOfMenu(command) ? name : `/${name}`
      const shared = { channelId, name, label, userId: user.id }
      if (doing === 'typing') {
        const data = typingData(world, { channelId, userId: user.id }, command, options)
        return possible({ kind: 'ask', start: { type: InteractionType.ApplicationCommandAutocomplete, ...shared, data } })
      }
      const use: CommandUse = command.type === ApplicationCommandType.ChatInput ? { kind: 'options', given: options } : target
      const data = commandData(world, { channelId, userId: user.id }, command, use)
      return possible({ kind: 'ask', start: { type: InteractionType.ApplicationCommand, ...shared, data } })
    },

    component(user, { messageId, customId, values }) {
      const seen = messageFor(user, messageId)
      if (seen.kind === 'impossible') return seen
      const message = seen.value
      const component = flatComponents(message.components).find((one) => one.custom_id === customId)
      if (!component || component.disabled || (component.type !== ComponentType.Button && !isSelect(component.type)))
        return impossible('component.unknown', 'The message has no such button or menu that works.')
      const { channelId } = message
      const wrong = isSelect(component.type) ? wrongChoice(world, channelId, component, values) : undefined
      if (wrong) return impossible('values.wrong', wrong)
      const data = componentData(world, { channelId, userId: user.id }, component, values)
      const label = component.label ?? ''
      return possible({ type: InteractionType.MessageComponent, channelId, name: customId, label, userId: user.id, data, message })
    },

    form(user, { interactionId, components }) {
      const modal = modals.find(user.id, interactionId)
      if (!modal) return impossible('modal.unknown', `${user.displayName} has no such form open.`)
      const answer = readFormAnswer(world, { channelId: modal.openedBy.channelId, userId: user.id }, modal, components)
      if (answer.kind === 'wrong') return impossible('form.wrong', answer.why)
      modals.close(modal)
      const { channelId, name, label, componentMessageId } = modal.openedBy
      const message = world.messages.get(componentMessageId ?? '')
      const what = { channelId, name, label, userId: user.id, data: answer.data, message, trigger: modal.openedBy }
      return possible({ type: InteractionType.ModalSubmit, ...what })
    },

    say(user, { channelId, content }) {
      if (!mayEnter(world, channelId, user.id)) return impossible('channel.unknown', 'There is no such channel.')
      const draft = readNewMessage({ content })
      if (draft.kind === 'refused') return impossible('content.wrong', 'A message has from 1 to 2000 characters.')
      if (whyNotPost(world, user.id, channelId, { draft: draft.value }))
        return impossible('channel.forbidden', `${user.displayName} may not write here.`)
      return possible(messages.post({ channelId, authorId: user.id, draft: draft.value }))
    },
  }
}

function possible<T>(value: T): { kind: 'possible'; value: T } {
  return { kind: 'possible', value }
}

function impossible(code: Impossible, why: string): { kind: 'impossible'; code: Impossible; why: string } {
  return { kind: 'impossible', code, why }
}
