import { ButtonStyle, type Client, ComponentType, Events, type Interaction, TextInputStyle } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import { eventually, manager, member, startSandbox } from '../testing/sandbox-under-test.ts'
import { ScenarioError } from './errors.ts'
import type { Scenario } from './scenario-schema.ts'

const lectures = [
  { name: 'Lecture 1: Orbits', value: '0_one' },
  { name: 'Lecture 2: Tides', value: '0_two' },
]
const menu = {
  type: ComponentType.StringSelect,
  custom_id: 'pick',
  placeholder: 'Pick one',
  options: lectures.map(({ name, value }) => ({ label: name, value })),
} as const
const buttons = (['Ask', 'Open'] as const).map(
  (label) => ({ type: ComponentType.Button, style: ButtonStyle.Primary, label, custom_id: `id-${label}` }) as const,
)
const question = { type: ComponentType.TextInput, custom_id: 'q', style: TextInputStyle.Short } as const

async function answer(interaction: Interaction, heard: string[]): Promise<void> {
  if (interaction.isAutocomplete()) return interaction.respond(lectures)
  if (interaction.isChatInputCommand()) {
    heard.push(`${interaction.commandName} ${interaction.options.getString('video')} ${interaction.options.getUser('for')?.displayName}`)
    const rows = [
      { type: ComponentType.ActionRow as const, components: buttons },
      { type: ComponentType.ActionRow as const, components: [menu] },
    ]
    await interaction.reply({ content: 'Here', components: rows })
  } else if (interaction.isStringSelectMenu()) {
    heard.push(`chose ${interaction.values.join()}`)
    await interaction.deferUpdate()
  } else if (interaction.isButton() && interaction.customId === 'id-Ask') {
    await interaction.showModal({
      custom_id: 'form',
      title: 'A question',
      components: [{ type: ComponentType.Label, label: 'Your question', component: question }],
    })
  } else if (interaction.isButton()) {
    await interaction.launchActivity()
  } else if (interaction.isModalSubmit()) {
    heard.push(`asked ${interaction.fields.getTextInputValue('q')}`)
    await interaction.deferUpdate()
  }
}

/** A bot with a command that suggests, a menu, a form and an activity; what it heard is kept. */
async function withBot(options: Parameters<typeof startSandbox>[0] = {}) {
  const under = await startSandbox(options)
  const client: Client<true> = await under.bot()
  const heard: string[] = []
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction, heard))
  await client.application.commands.create({
    name: 'watch',
    description: 'Watch',
    options: [
      { type: 3, name: 'video', description: 'Which', autocomplete: true, required: true },
      { type: 6, name: 'for', description: 'For whom' },
    ],
  })
  return { ...under, heard }
}

const common = { kind: 'kaltura-discord scenario', version: 1, name: 'Test', seed: 5 } as const
const here = { channel: 'watch-party' } as const
const evening: Scenario = {
  ...common,
  steps: [
    {
      ...here,
      afterMs: 1_000,
      who: 'Tom',
      do: 'use',
      command: '/watch',
      values: { video: { suggestion: 'Lecture 2: Tides' }, for: { person: 'Gus' } },
    },
    { ...here, afterMs: 500, who: 'Mara', do: 'choose', menu: 'Pick one', values: ['Lecture 1: Orbits'] },
    { ...here, afterMs: 0, who: 'Tom', do: 'press', button: 'Ask' },
    { ...here, afterMs: 0, who: 'Tom', do: 'fill', fields: { 'Your question': 'Why?' } },
    { ...here, afterMs: 0, who: 'Mara', do: 'say', content: 'It begins.' },
    { afterMs: 0, do: 'fault', called: 'Fault 1', fault: { place: 'discord-rest', kind: 'status', path: '/nowhere', status: 500 } },
    { ...here, afterMs: 0, who: 'Tom', do: 'press', button: 'Open' },
    { ...here, afterMs: 2_000, who: 'Mara', do: 'join' },
    { afterMs: 0, who: 'Gus', do: 'client', client: { theme: 'light' } },
    { afterMs: 0, do: 'mend', fault: 'Fault 1' },
    { afterMs: 0, who: 'Tom', do: 'leave' },
  ],
}

describe('a scenario', () => {
  test('does what it says, and recorded while it is played it is the same again', async () => {
    const { sandbox, heard } = await withBot({ seed: 5 })
    const recording = sandbox.record()
    const quick = { ...evening, steps: evening.steps.map((step) => ({ ...step, afterMs: 0 })) }

    await sandbox.play(quick)
    const recorded = recording.stop('Test')

    expect(heard).toEqual(['watch 0_two Gus', 'chose 0_one', 'asked Why?'])
    expect(sandbox.state().instances[0]?.frames.map(({ userId }) => userId)).toEqual([manager])
    expect(sandbox.state().faults).toEqual([])
    expect(sandbox.state().scenario).toEqual({ kind: 'ended', name: 'Test', of: 11 })
    expect({ ...recorded, steps: recorded.steps.map((step) => ({ ...step, afterMs: 0 })) }).toEqual(quick)
  })

  test('keeps its times, by the sandbox’s clock, and tells how far it is', async () => {
    const clock = createManualClock()
    const { sandbox } = await startSandbox({ clock })
    const wait = { who: 'Tom', do: 'client', client: {} } as const
    const played = sandbox.play({
      ...common,
      steps: [
        { ...wait, afterMs: 1_000 },
        { ...wait, afterMs: 5_000 },
      ],
    })
    const seen = [sandbox.state().scenario]
    clock.advance(1_000)
    await eventually(() => sandbox.state().scenario.kind === 'playing' && sandbox.state().scenario)
    seen.push(sandbox.state().scenario)
    await Promise.resolve()
    clock.advance(5_000)
    await played

    expect(seen.map((status) => ('step' in status ? status.step : status.kind))).toEqual([0, 1])
    expect(sandbox.state().scenario.kind).toBe('ended')
  })

  test('is stopped between two steps', async () => {
    const clock = createManualClock()
    const { sandbox, control } = await startSandbox({ clock })
    const played = sandbox.play({ ...common, steps: [{ afterMs: 60_000, who: 'Tom', do: 'leave' }] })

    await control('POST', '/scenarios/stop')
    await played

    expect(sandbox.state().scenario).toEqual({ kind: 'stopped', name: 'Test', step: 0, of: 1 })
  })

  test('says which step could not be done, and why', async () => {
    const { sandbox } = await withBot()
    const step = { ...here, afterMs: 0, who: 'Tom', do: 'use', command: '/watch' } as const
    const error = await sandbox
      .play({ ...common, steps: [{ ...step, values: { video: { suggestion: 'Nothing' } } }] })
      .catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(ScenarioError)
    expect(String(error)).toContain(
      'Step 1 (Tom uses /watch): The bot does not suggest "Nothing" for video. It suggests: Lecture 1: Orbits, Lecture 2: Tides.',
    )
    expect(sandbox.state().scenario).toMatchObject({ kind: 'failed', step: 1, of: 1 })
  })

  test('that is none changes nothing', async () => {
    const { sandbox, control } = await startSandbox()
    const before = sandbox.state()
    const wrong = {
      ...common,
      steps: [
        { afterMs: 0, who: 'Tom', do: 'leave' },
        { afterMs: 0, do: 'fly' },
      ],
    }

    const refused = await control('POST', '/scenarios/play', wrong)

    expect([refused.status, refused.json.code]).toEqual([400, 'scenario.wrong'])
    expect(refused.json.message).toContain('Step 2')
    expect(sandbox.state()).toEqual(before)
  })

  test('draws the chances of its faults from its own seed, so that two plays are alike', async () => {
    const run = async (seed: number) => {
      const { sandbox, rest } = await startSandbox({ seed })
      await sandbox.play({
        ...common,
        steps: [{ afterMs: 0, do: 'fault', fault: { place: 'discord-rest', kind: 'status', probability: 0.5 } }],
      })
      const ask = async () => (await rest('GET', '/users/@me')).status
      return Array.from({ length: 12 }).reduce<Promise<number[]>>(async (before) => [...(await before), await ask()], Promise.resolve([]))
    }

    expect(await run(1)).toEqual(await run(2))
  })
})

describe('recording by the control API', () => {
  test('writes down what is done with names and times, and ends with the file', async () => {
    const clock = createManualClock()
    const { sandbox, control } = await startSandbox({ clock })
    await control('POST', '/scenarios/recording')
    clock.advance(1_500)
    await control('POST', `/members/${member}/client`, { theme: 'light' })
    clock.advance(250)
    await control('POST', '/faults', { place: 'kaltura-media', kind: 'down', forMs: 10_000 })
    const during = sandbox.state().scenario
    const { json } = await control('DELETE', '/scenarios/recording', { name: 'Mine' })

    expect(during).toEqual({ kind: 'recording', steps: 2 })
    expect(json).toEqual({
      kind: 'kaltura-discord scenario',
      version: 1,
      name: 'Mine',
      seed: sandbox.state().seed,
      steps: [
        { afterMs: 1_500, who: 'Tom', do: 'client', client: { theme: 'light' } },
        { afterMs: 250, do: 'fault', called: 'Fault 1', fault: { place: 'kaltura-media', kind: 'down', forMs: 10_000 } },
      ],
    })
  })

  test('is refused while a scenario plays, and a scenario while something is recorded', async () => {
    const clock = createManualClock()
    const { sandbox, control } = await startSandbox({ clock })
    const [shipped] = (await control('GET', '/scenarios')).json.scenarios
    await control('POST', '/scenarios/play', { ...shipped, steps: [{ afterMs: 9_000, who: 'Tom', do: 'leave' }] })
    const recording = await control('POST', '/scenarios/recording')
    await control('POST', '/scenarios/stop')
    await eventually(() => sandbox.state().scenario.kind === 'stopped')
    await control('POST', '/scenarios/recording')
    const playing = await control('POST', '/scenarios/play', shipped)

    expect([recording.json.code, playing.json.code]).toEqual(['scenario.playing', 'scenario.recording'])
  })
})
