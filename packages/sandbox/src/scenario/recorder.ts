import { InteractionType as Type } from 'discord-api-types/v10'
import type { Clock } from '../discord/clock.ts'
import type { Discord } from '../discord/discord.ts'
import type { InteractionStart } from '../discord/interactions.ts'
import type { Modal } from '../discord/modals.ts'
import type { Faults } from '../faults/faults.ts'
import type { Names } from './names.ts'
import { type Doing, stepOf } from './recorded-steps.ts'
import type { Scenario } from './scenario-schema.ts'

/** Writes down what is done, while it is asked to. */
export interface Recorder {
  /** The number of steps so far, or `undefined` while nothing is recorded. */
  readonly steps: number | undefined
  start(): void
  /** @returns the scenario, or `undefined` when nothing was recorded */
  stop(name: string): Scenario | undefined
  note(what: Doing): void
}

const mostSteps = 500
const longestWaitMs = 3_600_000

export function createRecorder(options: { clock: Clock; faults: Pick<Faults, 'seed' | 'subscribe'>; changed: () => void }): Recorder {
  const { clock, faults, changed } = options
  let recording: { steps: Scenario['steps']; lastAtMs: number; seed: number; called: Map<string, string> } | undefined

  const note = (what: Doing): void => {
    if (!recording || recording.steps.length >= mostSteps) return
    const afterMs = Math.min(longestWaitMs, Math.max(0, Math.round(clock.now() - recording.lastAtMs)))
    recording.lastAtMs = clock.now()
    recording.steps.push({ ...what, afterMs })
    changed()
  }

  faults.subscribe((change, fault) => {
    if (!recording) return
    if (change === 'added') {
      const called = `Fault ${recording.called.size + 1}`
      recording.called.set(fault.id, called)
      const { id: _, place, kind, ...rest } = fault
      const isDefault = (name: string, value: unknown) =>
        value === null || value === '' || value === 0 || (name === 'probability' && value === 1)
      const told = Object.fromEntries(Object.entries(rest).filter(([name, value]) => !isDefault(name, value)))
      note({ do: 'fault', called, fault: { place, kind, ...told } })
    }
    const called = recording.called.get(fault.id)
    if (change === 'removed' && called !== undefined) note({ do: 'mend', fault: called })
  })

  return {
    get steps() {
      return recording?.steps.length
    },
    note,
    start() {
      recording = { steps: [], lastAtMs: clock.now(), seed: faults.seed, called: new Map() }
      changed()
    },
    stop(name) {
      const done = recording
      recording = undefined
      changed()
      return done && { kind: 'kaltura-discord scenario', version: 1, name, seed: done.seed, steps: done.steps }
    },
  }
}

/** The same Discord, in which everything that people do is noted. What the bot makes happen is not. */
export function recordPeople(discord: Discord, names: Names, note: (what: Doing) => void): Discord {
  const { interactions, instances, modals, clients, messages, store } = discord
  const sent = new Map<string, Modal>()
  const suggestions = new Map<string, string>()
  const suggestionKey = (command: string, option: string, value: unknown) => JSON.stringify([command, option, value])
  const suggested = (command: string, option: string, value: string | number | boolean) =>
    suggestions.get(suggestionKey(command, option, value))

  const listen = (what: InteractionStart, answered: ReturnType<typeof interactions.start>['answered']): void => {
    if (what.type !== Type.ApplicationCommandAutocomplete) return
    const option = /"name":"([^"]*)"[^{}]*"focused":true/.exec(JSON.stringify(what.data))?.[1] ?? ''
    void answered.then((callback) => {
      if (suggestions.size > 1_000) suggestions.clear()
      if (callback?.type === 8)
        for (const { name, value } of callback.choices) suggestions.set(suggestionKey(what.name, option, value), name)
    })
  }
  const where = (userId: string, channelId: string | undefined) => {
    const [who, channel] = [names.who(userId), names.channel(channelId ?? '')]
    return who && channel !== undefined ? { who, channel } : undefined
  }

  return {
    ...discord,
    interactions: {
      ...interactions,
      start(what) {
        const step = stepOf(what, { names, modal: sent.get(what.userId), suggested })
        if (step) note(step)
        const started = interactions.start(what)
        listen(what, started.answered)
        return started
      },
    },
    modals: {
      ...modals,
      close(modal) {
        sent.set(modal.userId, modal)
        modals.close(modal)
      },
    },
    messages: {
      ...messages,
      post(message) {
        const at = where(message.authorId ?? '', message.channelId)
        if (at && typeof message.draft.content === 'string') note({ do: 'say', ...at, content: message.draft.content })
        return messages.post(message)
      },
    },
    clients: {
      ...clients,
      change(userId, change) {
        const who = names.who(userId)
        if (who) note({ do: 'client', who, client: change })
        return clients.change(userId, change)
      },
    },
    instances: {
      ...instances,
      launch(userId, channelId, referral) {
        const at = where(userId, channelId)
        const entryPoint = [...store.world.commands.values()].find(({ handler }) => handler === 2)
        if (at && entryPoint) note({ do: 'use', ...at, command: `/${entryPoint.name}`, values: {} })
        return instances.launch(userId, channelId, referral)
      },
      join(userId, instanceId) {
        const at = where(userId, instances.find(instanceId)?.channelId)
        if (at) note({ do: 'join', ...at })
        return instances.join(userId, instanceId)
      },
      leave(userId, instanceId, frameId) {
        const who = names.who(userId)
        const left = instances.leave(userId, instanceId, frameId)
        if (left && who) note({ do: 'leave', who })
        return left
      },
    },
  }
}
