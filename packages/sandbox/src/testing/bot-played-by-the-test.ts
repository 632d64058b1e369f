import { expect } from 'vitest'
import type { SandboxMessage } from '../control/contract.ts'
import type { CommandDraft } from '../discord/command-draft.ts'
import type { Sandbox } from '../running-sandbox.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'
import { startSandbox } from './sandbox-under-test.ts'

export const kaltura: CommandDraft = {
  type: 1,
  name: 'kaltura',
  description: 'Videos',
  default_member_permissions: null,
  options: [
    {
      type: 1,
      name: 'watch',
      description: 'Watch one together',
      options: [{ type: 3, name: 'video', description: 'Which one', required: true, autocomplete: true }],
    },
  ],
}
const staffOnly: CommandDraft = { type: 1, name: 'setup', description: 'Set things up', default_member_permissions: '32' }

export interface Play {
  sandbox: Sandbox
  clock: ManualClock
  /** The bot's first word to what was asked last. */
  answer(body: unknown): void
  /** The bot fills in its deferred reply. */
  fill(content: string): SandboxMessage | undefined
}

/** A sandbox whose bot registered its commands and is played by the test, in time that stands still. */
export async function startPlay(): Promise<Play> {
  const clock = createManualClock()
  const { sandbox } = await startSandbox({ clock })
  const { commands, interactions, store } = sandbox.discord
  for (const draft of [kaltura, staffOnly]) commands.create(undefined, draft)
  const asked = () => {
    const interaction = [...store.world.interactions.values()].at(-1)
    if (!interaction) throw new Error('Nothing was asked.')
    return interaction
  }
  return {
    sandbox,
    clock,
    answer(body) {
      const { id, token } = asked()
      expect(interactions.respond(id, token, body)).toMatchObject({ kind: 'done' })
    },
    fill(content) {
      const { id } = interactions.followUp(asked(), { content })
      return sandbox.state().messages.find((message) => message.id === id)
    },
  }
}
