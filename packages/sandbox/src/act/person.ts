import { InvalidInputError } from '@kaltura-discord/core'
import { ApplicationCommandType } from 'discord-api-types/v10'
import { z } from 'zod'
import type { SandboxFrame, SandboxInstance, SandboxMessage, SandboxModal } from '../control/contract.ts'
import { type ClientChange, type ClientSettings, clientChange } from '../discord/client-settings.ts'
import type { Discord } from '../discord/discord.ts'
import type { Choice } from '../discord/interaction-callback.ts'
import { answerWithinMs } from '../discord/interactions.ts'
import type { WorldMessage } from '../discord/messages.ts'
import type { Modal } from '../discord/modals.ts'
import { isOffered } from '../discord/offered.ts'
import type { SelfChange } from '../discord/voice-states.ts'
import type { WorldUser } from '../discord/world.ts'
import { type Attended, createAttendance } from './attendance.ts'
import { type FileValue, fillIn, findCommandLine, missing, type OptionValues, uploaded } from './command-line.ts'
import { isOfMenu } from './command-target.ts'
import { componentNamed } from './component-named.ts'
import { CannotActError, NoAnswerError } from './errors.ts'
import { chosenIn, type FormValues, filledIn } from './form.ts'
import { type CommandMove, createMoves, type Possible } from './moves.ts'
import type { Asking, Reply, ReplyOptions } from './reply.ts'

/**
 * One of the cast, as a test sees them: does what the person's Discord client would let them do, and waits for the bot.
 * Whatever the client would not let them do is a `CannotActError`; a silent bot is a `NoAnswerError`.
 */
export interface Person {
  readonly userId: string
  /** Uses a command: `use('/kaltura watch', { video: '0_lec01abc' })`. A file is `{ file: { name, bytes } }`. */
  use(line: string, values?: OptionValues, options?: ReplyOptions): Promise<Reply>
  /** Uses a command of the menu of a message or of a person: `useOn(sandbox.as('guest'), 'Who is this?')`. */
  useOn(target: Pick<Person, 'userId'> | Reply | SandboxMessage, name: string, options?: ReplyOptions): Promise<Reply>
  /** What the bot suggests while the person types `text` into `option`. */
  type(line: string, option: string, text: string, values?: OptionValues): Promise<Choice[]>
  /** Presses a button of a message, by its text or its custom id. */
  press(on: Reply | SandboxMessage, button: string, options?: ReplyOptions): Promise<Reply>
  /**
   * Chooses in a select menu of a message, which is named by its placeholder or its custom id: `choose(reply, 'Pick a video', 'Lecture 1')`.
   * @param values options, by their text or value; people, roles and channels, by their ids
   */
  choose(on: Reply | SandboxMessage, menu: string, values: string | readonly string[], options?: ReplyOptions): Promise<Reply>
  /**
   * Fills in a form that the bot opened and sends it: `fill(reply, { 'Your question': 'Why?' })`. What is left out stays as the bot preset it.
   * @param values by the label or the custom id of each field
   */
  fill(form: Reply | SandboxModal, values: FormValues, options?: ReplyOptions): Promise<Reply>
  /** Closes a form without sending it; no mistake when it is closed already. */
  dismiss(form: Reply | SandboxModal): void
  /** Writes a message in the channel. The bot hears it with the intents that it has. */
  say(content: string): SandboxMessage
  /** Connects to a voice channel, or moves there; `null` hangs up. */
  voice(channelId: string | null, how?: SelfChange): void
  /** Begins or stops to talk in voice. */
  speak(speaking: boolean): void
  /** Is interested in a scheduled event, or no longer. */
  setInterest(eventId: string, interested: boolean): void
  /** Uses an invite's code. One to the activity opens it, and its instance is the answer. */
  accept(code: string): SandboxInstance | undefined
  /** Opens a link of the activity, `https://discord.com/activities/<application>?custom_id=…`, in the person's channel. */
  follow(url: string): SandboxInstance
  /** Opens the person's frame of a running activity. */
  join(instanceId: string): SandboxInstance
  /** Opens one more window of a running activity, as on a second device; at most four. */
  openAnother(instanceId: string): SandboxFrame
  /** Closes their windows, or only the one with this `frameId`; no mistake when they are closed already. */
  leave(instanceId: string, frameId?: string): void
  /** Discord ends its connection to one of their windows, which stays open. Default: 4003, the token was revoked. */
  hangUp(frameId: string, why?: { code?: number; message?: string }): void
  /**
   * Changes what their Discord client is like, and gives what it is like then: `client({ network: 'train', clockOffsetMs: -90_000, locale: 'es-ES' })`.
   * What they open later starts with it; open windows feel what Discord would tell them.
   * @throws InvalidInputError for a value that no client has
   */
  client(change?: ClientChange): ClientSettings
}

/** @param options.channelId where commands are used */
export function createPerson(options: { discord: Discord; asking: Asking; user: WorldUser; channelId: string }): Person {
  const { discord, asking, user, channelId } = options
  const { interactions, instances, modals, clients, store } = discord
  const moves = createMoves(discord)
  const attendance = createAttendance(discord)
  const { world } = store
  const userId = user.id

  const able = <T>(move: Possible<T> | Attended<T>): T => {
    if (move.kind === 'possible') return move.value
    throw new CannotActError(move.why)
  }

  const put = async (move: CommandMove, replyOptions: ReplyOptions | undefined): Promise<Reply> => {
    if (move.kind === 'ask') return asking.ask(move.start, replyOptions)
    instances.launch(userId, channelId)
    return { kind: 'launch', instance: asking.instanceOf(userId) }
  }

  const seen = (on: Reply | SandboxMessage): WorldMessage => able(moves.message(user, ('kind' in on ? on.message?.id : on.id) ?? ''))

  const modalOf = (shown: Reply | SandboxModal): Modal | undefined => {
    const form = 'kind' in shown ? shown.form : shown
    return form && modals.find(userId, form.interactionId)
  }

  const openForm = (shown: Reply | SandboxModal): Modal => {
    const modal = modalOf(shown)
    if (modal) return modal
    throw new CannotActError(`${user.displayName} has no such form open.`)
  }

  const upload = (file: FileValue['file']): string => discord.attachments.keep(channelId, [file], true)[0]?.id ?? ''

  return {
    userId,

    async use(line, values = {}, replyOptions) {
      const found = findCommandLine([...world.commands.values()].filter(isOffered), line)
      const use = { channelId, commandId: found.command.id, options: fillIn(found, uploaded(values, upload)) }
      return put(able(moves.command(user, use, 'sending')), replyOptions)
    },

    async useOn(target, name, replyOptions) {
      const isPerson = 'userId' in target
      const kind = isPerson ? ApplicationCommandType.User : ApplicationCommandType.Message
      const offered = [...world.commands.values()].filter((command) => isOfMenu(command) && command.type === kind)
      const command = offered.find((one) => one.name === name)
      if (!command) throw missing(`command "${name}" in this menu`, offered)
      const use = { channelId, commandId: command.id, options: [], targetId: isPerson ? target.userId : seen(target).id }
      return put(able(moves.command(user, use, 'sending')), replyOptions)
    },

    async type(line, option, text, values = {}) {
      const found = findCommandLine([...world.commands.values()].filter(isOffered), line)
      const use = { channelId, commandId: found.command.id, options: fillIn(found, uploaded(values, upload), { option, text }) }
      const move = able(moves.command(user, use, 'typing'))
      const callback = move.kind === 'ask' ? await interactions.start(move.start).answered : undefined
      if (callback?.type === 8) return callback.choices
      const label = `/${line.trim().replace(/^\//, '')} ${option}:`
      throw NoAnswerError.of({ label, silentMs: answerWithinMs, botOnline: world.botOnline })
    },

    async press(on, button, replyOptions) {
      const message = seen(on)
      const { custom_id: customId } = componentNamed(message, 'button', button)
      return asking.ask(able(moves.component(user, { messageId: message.id, customId, values: [] })), replyOptions)
    },

    async choose(on, menu, values, replyOptions) {
      const message = seen(on)
      const select = componentNamed(message, 'menu', menu)
      const use = { messageId: message.id, customId: select.custom_id, values: chosenIn(select, [values].flat()) }
      return asking.ask(able(moves.component(user, use)), replyOptions)
    },

    async fill(form, values, replyOptions) {
      const modal = openForm(form)
      const use = { interactionId: modal.openedBy.id, components: filledIn(modal.components, values) }
      return asking.ask(able(moves.form(user, use)), replyOptions)
    },

    dismiss(form) {
      const modal = modalOf(form)
      if (modal) modals.close(modal)
    },

    say(content) {
      const { id } = able(moves.say(user, { channelId, content }))
      return asking.messageOf(id)
    },

    voice(where, how) {
      if (where === null) attendance.disconnect(user)
      else able(attendance.connect(user, where, how))
    },

    speak(speaking) {
      able(attendance.speak(user, speaking))
    },

    setInterest(eventId, interested) {
      able(attendance.setInterest(user, eventId, interested))
    },

    accept(code) {
      return able(attendance.accept(user, code)).instance && asking.instanceOf(userId)
    },

    follow(url) {
      able(attendance.follow(user, { url, channelId }))
      return asking.instanceOf(userId)
    },

    join(instanceId) {
      if (!instances.join(userId, instanceId)) throw new CannotActError('The activity is over.')
      return asking.instanceOf(userId)
    },

    openAnother(instanceId) {
      const frame = instances.openAnother(userId, instanceId)
      if (frame === undefined) throw new CannotActError('The activity is over.')
      if (frame === 'too-many') throw new CannotActError('A person has at most four windows of an activity.')
      const { url = '' } = asking.instanceOf(userId).frames.find(({ frameId }) => frameId === frame.frameId) ?? {}
      return { userId, frameId: frame.frameId, url }
    },

    leave(instanceId, frameId) {
      instances.leave(userId, instanceId, frameId)
    },

    hangUp(frameId, { code = 4003, message = 'Token revoked' } = {}) {
      if (!instances.hangUp(userId, frameId, { code, message })) throw new CannotActError('There is no such window any more.')
    },

    client(change = {}) {
      const read = clientChange.strict().safeParse(change)
      if (!read.success) throw new InvalidInputError(`No Discord client is like that: ${z.prettifyError(read.error)}`)
      return clients.change(userId, read.data)
    },
  }
}
