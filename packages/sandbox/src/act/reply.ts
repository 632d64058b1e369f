import type { SandboxInstance, SandboxMessage, SandboxModal, SandboxState } from '../control/contract.ts'
import type { Discord } from '../discord/discord.ts'
import { answerWithinMs, type InteractionStart, tokenLifeMs } from '../discord/interactions.ts'
import { CannotActError, NoAnswerError } from './errors.ts'
import type { Waiting } from './waiting.ts'

/**
 * What the bot did when a person used a command or pressed a button.
 *
 * `message`: it answered with one; a deferred one is here once it is filled. `update`: it took the button and changed the message that
 * holds it, or will. `launch`: it opened the activity. `form`: it opened a modal.
 */
export type Reply =
  | { kind: 'message' | 'update'; message: SandboxMessage; instance?: undefined; form?: undefined }
  | { kind: 'launch'; instance: SandboxInstance; message?: undefined; form?: undefined }
  | { kind: 'form'; form: SandboxModal; message?: undefined; instance?: undefined }

export interface ReplyOptions {
  /** How long a deferred reply may stay "thinking…", in ms of the sandbox's time. Default: Discord's 15 minutes. */
  withinMs?: number
}

/** Puts things to the bot and waits for what comes of them. */
export interface Asking {
  /**
   * @throws NoAnswerError after three silent seconds, or when a deferred reply was never filled
   */
  ask(what: InteractionStart, options?: ReplyOptions): Promise<Reply>
  /** @throws CannotActError when it was deleted */
  messageOf(id: string): SandboxMessage
  /** The activity that this person is in. */
  instanceOf(userId: string): SandboxInstance
}

export function createAsking(options: { discord: Discord; state: () => SandboxState; waiting: Waiting }): Asking {
  const { discord, state, waiting } = options
  const messageOf = (id: string): SandboxMessage => {
    const message = state().messages.find((one) => one.id === id)
    if (!message) throw new CannotActError('The bot deleted the message that it answered with.')
    return message
  }

  const formOf = (interactionId: string): SandboxModal => {
    const form = state().modals.find((one) => one.interactionId === interactionId)
    if (!form) throw new CannotActError('The form is closed already.')
    return form
  }

  const instanceOf = (userId: string): SandboxInstance => {
    const instance = state().instances.find(({ frames }) => frames.some((frame) => frame.userId === userId))
    if (!instance) throw new CannotActError('This person is in no activity.')
    return instance
  }

  return {
    messageOf,
    instanceOf,
    async ask(what, { withinMs = tokenLifeMs } = {}) {
      const { interaction, answered } = discord.interactions.start(what)
      const silentFor = (silentMs: number) =>
        NoAnswerError.of({ label: what.label || what.name, silentMs, botOnline: discord.store.world.botOnline })
      const callback = await answered
      if (!callback) throw silentFor(answerWithinMs)
      if (callback.type === 12) return { kind: 'launch', instance: instanceOf(what.userId) }
      const originalId = interaction.state.kind === 'answered' ? interaction.state.originalId : null
      if (callback.type === 9) return { kind: 'form', form: formOf(interaction.id) }
      if (originalId === null) throw new CannotActError('The bot deleted the message that it answered with.')
      if (callback.type === 6 || callback.type === 7) return { kind: 'update', message: messageOf(originalId) }
      const filled = (): SandboxMessage | undefined => {
        const message = messageOf(originalId)
        if (message.state === 'failed') throw silentFor(tokenLifeMs)
        return message.state === 'thinking' ? undefined : message
      }
      return { kind: 'message', message: await waiting.until(filled, { withinMs, tooLate: () => silentFor(withinMs) }) }
    },
  }
}
