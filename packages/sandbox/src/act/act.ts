import type { SandboxMessage, SandboxState } from '../control/contract.ts'
import { cast } from '../discord/cast.ts'
import type { Discord } from '../discord/discord.ts'
import { ownerId } from '../discord/first-world.ts'
import { mayEnter } from '../discord/places.ts'
import { CannotActError, DidNotHappenError } from './errors.ts'
import { createPerson, type Person } from './person.ts'
import { createAsking } from './reply.ts'
import { createWaiting } from './waiting.ts'

/** The people of the sandbox and what a test may wait for. Times are of the sandbox's clock. */
export interface Act {
  /**
   * Mara (`manager`), Tom (`member`), Gus (`guest`), or the guild's owner, who may do everything and is not on the page.
   * @param where in which channel they use commands; default: the first one
   */
  as(part: keyof typeof cast.members | 'owner', where?: { channelId?: string }): Person
  /**
   * Resolves when the bot is connected and has registered a command.
   * @throws DidNotHappenError after `withinMs`, 10 s by default
   */
  waitForCommands(options?: { withinMs?: number }): Promise<void>
  /**
   * Resolves with the newest message that fits, also one that is there already.
   * @throws DidNotHappenError after `withinMs`, 10 s by default
   */
  waitForMessage(predicate: (message: SandboxMessage) => boolean, options?: { withinMs?: number }): Promise<SandboxMessage>
}

const patienceMs = 10_000

export function createAct(options: { discord: Discord; state: () => SandboxState; signal: AbortSignal }): Act {
  const { discord, state, signal } = options
  const { store, clock } = discord
  const { world } = store
  const waiting = createWaiting({ store, clock, signal })
  const asking = createAsking({ discord, state, waiting })

  return {
    as(part, { channelId = cast.channels.general.id } = {}) {
      const user = world.users.get(part === 'owner' ? ownerId : cast.members[part].userId)
      if (!user || !mayEnter(world, channelId, user.id)) throw new CannotActError('There is no such channel.')
      return createPerson({ discord, asking, user, channelId })
    },

    async waitForCommands({ withinMs = patienceMs } = {}) {
      // Discord itself registers the entry point with handler 2; anything else is the bot's.
      const registered = () => [...world.commands.values()].some((command) => command.handler !== 2)
      const tooLate = () => {
        const missing = world.botOnline ? 'registered no command' : 'did not connect to the gateway'
        return new DidNotHappenError(`The bot ${missing} within ${withinMs} ms.`)
      }
      await waiting.until(() => ((world.botOnline || world.interactionsEndpointUrl !== null) && registered() ? true : undefined), {
        withinMs,
        tooLate,
      })
    },

    waitForMessage(predicate, { withinMs = patienceMs } = {}) {
      const tooLate = () => new DidNotHappenError(`No message fitted within ${withinMs} ms; there were ${world.messages.size}.`)
      return waiting.until(() => state().messages.findLast(predicate), { withinMs, tooLate })
    },
  }
}
