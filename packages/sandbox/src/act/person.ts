import { ComponentType, InteractionType } from 'discord-api-types/v10'
import type { SandboxInstance, SandboxMessage } from '../control/contract.ts'
import { commandData, fullName, type GivenOption, wrongOption } from '../discord/command-use.ts'
import type { StoredCommand } from '../discord/commands.ts'
import { flatComponents } from '../discord/components.ts'
import type { Discord } from '../discord/discord.ts'
import type { Choice } from '../discord/interaction-callback.ts'
import { answerWithinMs } from '../discord/interactions.ts'
import { isOffered } from '../discord/offered.ts'
import { mayUseCommand, permissionsIn } from '../discord/permissions.ts'
import type { WorldUser } from '../discord/world.ts'
import { type CommandLine, fillIn, findCommandLine, type OptionValues } from './command-line.ts'
import { CannotActError, NoAnswerError } from './errors.ts'
import type { Asking, Reply, ReplyOptions } from './reply.ts'

/**
 * One of the cast, as a test sees them: does what the person's Discord client would let them do, and waits for the bot.
 * Whatever the client would not let them do is a `CannotActError`; a silent bot is a `NoAnswerError`.
 */
export interface Person {
  readonly userId: string
  /** Uses a command: `use('/kaltura watch', { video: '0_lec01abc' })`. */
  use(line: string, values?: OptionValues, options?: ReplyOptions): Promise<Reply>
  /** What the bot suggests while the person types `text` into `option`. */
  type(line: string, option: string, text: string, values?: OptionValues): Promise<Choice[]>
  /** Presses a button of a message, by its text or its custom id. */
  press(on: Reply | SandboxMessage, button: string, options?: ReplyOptions): Promise<Reply>
  /** Opens the person's frame of a running activity. */
  join(instanceId: string): SandboxInstance
  /** Closes it; no mistake when it is closed already. */
  leave(instanceId: string): void
}

/** @param options.channelId where commands are used */
export function createPerson(options: { discord: Discord; asking: Asking; user: WorldUser; channelId: string }): Person {
  const { discord, asking, user, channelId } = options
  const { interactions, instances, store } = discord
  const { world } = store
  const userId = user.id

  const find = (line: string): CommandLine => {
    const found = findCommandLine([...world.commands.values()].filter(isOffered), line)
    if (mayUseCommand(permissionsIn(world, channelId, userId), found.command.default_member_permissions)) return found
    throw new CannotActError(`${user.displayName} may not use /${found.command.name}.`)
  }

  const startOf = (command: StoredCommand, given: GivenOption[], doing: 'typing' | 'sending') => {
    const wrong = wrongOption(command.options ?? [], given, doing)
    if (wrong) throw new CannotActError(wrong)
    const name = fullName(command, given)
    return { channelId, name, label: `/${name}`, userId, data: commandData(world, channelId, command, given) }
  }

  return {
    userId,

    async use(line, values = {}, replyOptions) {
      const found = find(line)
      const start = startOf(found.command, fillIn(found, values), 'sending')
      if (found.command.handler !== 2) return asking.ask({ ...start, type: InteractionType.ApplicationCommand }, replyOptions)
      instances.launch(userId, channelId)
      return { kind: 'launch', instance: asking.instanceOf(userId) }
    },

    async type(line, option, text, values = {}) {
      const found = find(line)
      const start = startOf(found.command, fillIn(found, values, { option, text }), 'typing')
      const callback = await interactions.start({ ...start, type: InteractionType.ApplicationCommandAutocomplete }).answered
      if (callback?.type === 8) return callback.choices
      throw NoAnswerError.of({ label: `${start.label} ${option}:`, silentMs: answerWithinMs, botOnline: world.botOnline })
    },

    async press(on, button, replyOptions) {
      const id = 'kind' in on ? on.message?.id : on.id
      const message = id === undefined ? undefined : world.messages.get(id)
      if (!message || (message.onlyFor !== null && message.onlyFor !== userId))
        throw new CannotActError(`${user.displayName} sees no such message.`)
      const buttons = flatComponents(message.components).filter(({ type, custom_id }) => type === ComponentType.Button && custom_id)
      const pressed = buttons.find(({ label }) => label === button) ?? buttons.find(({ custom_id }) => custom_id === button)
      if (!pressed?.custom_id) {
        const labels = buttons.map(({ label, custom_id }) => label ?? custom_id).join(', ')
        throw new CannotActError(`The message has no button "${button}". It has: ${labels || 'none'}.`)
      }
      if (pressed.disabled) throw new CannotActError(`The button "${button}" is disabled.`)
      const data = { custom_id: pressed.custom_id, component_type: pressed.type, id: pressed.id }
      const start = { channelId: message.channelId, name: pressed.custom_id, label: pressed.label ?? '', userId, data, message }
      return asking.ask({ ...start, type: InteractionType.MessageComponent }, replyOptions)
    },

    join(instanceId) {
      if (!instances.join(userId, instanceId)) throw new CannotActError('The activity is over.')
      return asking.instanceOf(userId)
    },

    leave(instanceId) {
      instances.leave(userId, instanceId)
    },
  }
}
