import { ComponentType as Component } from 'discord-api-types/v10'
import type { Act } from '../act/act.ts'
import type { OptionValues } from '../act/command-line.ts'
import { CannotActError } from '../act/errors.ts'
import type { FormValues } from '../act/form.ts'
import type { Person } from '../act/person.ts'
import type { SandboxMessage, SandboxState } from '../control/contract.ts'
import { componentInput, flatComponents } from '../discord/components.ts'
import type { Faults } from '../faults/faults.ts'
import type { Names } from './names.ts'
import type { ScenarioStep, ScenarioValue } from './scenario-schema.ts'

/** What a scenario is played on. */
export interface Stage {
  act: Pick<Act, 'as' | 'waitForMessage'>
  state: () => SandboxState
  names: Names
  faults: Faults
  publish: () => Promise<unknown>
}

type Doer<Kind extends ScenarioStep['do']> = Extract<ScenarioStep, { do: Kind }>

/**
 * Does one step as the person would, and waits for what the bot makes of it.
 * @param called the ids of faults by what the scenario calls them; the step may add one
 * @throws CannotActError, NoAnswerError, DidNotHappenError, InvalidInputError in words that name what is missing
 */
export async function doStep(step: ScenarioStep, stage: Stage, called: Map<string, string>): Promise<void> {
  const { faults, act, names, state } = stage
  switch (step.do) {
    case 'use': {
      const person = personIn(step, stage)
      await person.use(step.command, await valuesOf(step, person, names))
      return
    }
    case 'press':
      await personIn(step, stage).press(await messageWith(step, step.button, [Component.Button], stage), step.button)
      return
    case 'choose': {
      const values = step.values.map((value) => names.chosenId(value) ?? value)
      await personIn(step, stage).choose(await messageWith(step, step.menu, selects, stage), step.menu, values)
      return
    }
    case 'fill':
      await fillForm(step, stage)
      return
    case 'say':
      personIn(step, stage).say(step.content)
      return
    case 'join': {
      const instance = state().instances.find(({ channelId }) => channelId === names.channelId(step.channel))
      if (!instance) throw new CannotActError(`No activity runs in #${step.channel}.`)
      personIn(step, stage).join(instance.instanceId)
      return
    }
    case 'leave': {
      const person = act.as(names.part(step.who))
      const instance = state().instances.find(({ frames }) => frames.some(({ userId }) => userId === person.userId))
      if (instance) person.leave(instance.instanceId)
      return
    }
    case 'client':
      act.as(names.part(step.who)).client(step.client)
      return
    case 'publish':
      await stage.publish()
      return
    case 'fault': {
      const outcome = faults.add(step.fault)
      if (outcome.kind === 'refused') throw new CannotActError(outcome.why)
      if (step.called !== undefined) called.set(step.called, outcome.fault.id)
      return
    }
    case 'mend': {
      const id = called.get(step.fault)
      if (id === undefined) throw new CannotActError(`No fault before it is called "${step.fault}".`)
      faults.remove(id)
    }
  }
}

const selects = [Component.StringSelect, Component.UserSelect, Component.RoleSelect, Component.MentionableSelect, Component.ChannelSelect]

function personIn({ who, channel }: { who: Doer<'leave'>['who']; channel: string }, { act, names }: Stage): Person {
  const channelId = names.channelId(channel)
  if (channelId === undefined) throw new CannotActError(`There is no channel #${channel}.`)
  return act.as(names.part(who), { channelId })
}

async function valuesOf({ command, values }: Doer<'use'>, person: Person, names: Names): Promise<OptionValues> {
  const entries = Object.entries(values)
  const plain = Object.fromEntries(entries.flatMap(([option, value]) => (typeof value === 'object' ? [] : [[option, value]])))
  const filled: Record<string, string | number | boolean> = { ...plain }
  for (const [option, value] of entries)
    if (typeof value === 'object') filled[option] = await named(command, option, value, person, plain, names)
  return filled
}

async function named(
  command: string,
  option: string,
  value: Exclude<ScenarioValue, string | number | boolean>,
  person: Person,
  others: OptionValues,
  names: Names,
): Promise<string | number> {
  if ('suggestion' in value) {
    const choices = await person.type(command, option, value.suggestion.slice(0, 100), others)
    const choice = choices.find(({ name }) => name === value.suggestion) ?? choices.find(({ name }) => name.includes(value.suggestion))
    if (choice) return choice.value
    const there = choices.map(({ name }) => name).join(', ')
    throw new CannotActError(`The bot does not suggest "${value.suggestion}" for ${option}. It suggests: ${there || 'nothing'}.`)
  }
  const [kind, name] =
    'person' in value
      ? (['person', value.person] as const)
      : 'role' in value
        ? (['role', value.role] as const)
        : (['channel', value.channel] as const)
  const id = names.id(kind, name)
  if (id === undefined) throw new CannotActError(`There is no ${kind} "${name}".`)
  return id
}

/** The newest message that the person sees in the channel and that has such a component; waits until the bot has posted it. */
function messageWith(
  step: Doer<'press'> | Doer<'choose'>,
  name: string,
  types: readonly number[],
  { act, names }: Stage,
): Promise<SandboxMessage> {
  const channelId = names.channelId(step.channel)
  const { userId } = act.as(names.part(step.who))
  return act.waitForMessage(
    (message) =>
      message.channelId === channelId &&
      (message.onlyFor ?? userId) === userId &&
      flatComponents(message.components.map((one) => componentInput.parse(one))).some(
        ({ type, label, placeholder, custom_id, disabled }) =>
          types.includes(type) && !disabled && (label === name || placeholder === name || custom_id === name),
      ),
  )
}

async function fillForm(step: Doer<'fill'>, stage: Stage): Promise<void> {
  const person = personIn(step, stage)
  const form = stage.state().modals.find(({ userId }) => userId === person.userId)
  if (!form) throw new CannotActError(`${step.who} has no form open.`)
  const values: FormValues = Object.fromEntries(
    Object.entries(step.fields).map(([label, value]) => [
      label,
      Array.isArray(value) ? value.map((one) => stage.names.chosenId(one) ?? one) : value,
    ]),
  )
  await person.fill(form, values)
}
