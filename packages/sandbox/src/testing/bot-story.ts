import { describe, expect, test } from 'vitest'
import { eventually, type SandboxUnderTest, startSandbox } from './sandbox-under-test.ts'

/** What the bot of the story saw, beside what people see of it. */
export interface StoryBot {
  /** Ids of the instances that it launched, as its library gave them. */
  launched: readonly (string | undefined)[]
  /** Whatever its library complained about. */
  errors: readonly unknown[]
}

/**
 * A bot of one library, connected and with {@link storyCommands} registered. It
 *
 * - suggests `About <text>` for `/watch video`, and answers with the video, `Watch together` (launches), `Rename` (a form with one field,
 *   which becomes the message's text) and a menu `Invite`, which names whom to one person only;
 * - answers `/card` with Components V2: the text `A card`;
 * - defers `/slow`, edits that to `Found`, follows up with `Only you` for one person and with `Oops`, which it deletes.
 */
export type CreateStoryBot = (under: SandboxUnderTest) => Promise<StoryBot>

const video = { type: 3, name: 'video', description: 'Which one', required: true, autocomplete: true } as const
export const storyCommands = [
  { type: 1, name: 'watch', description: 'Watch a video together', options: [video] },
  { type: 1, name: 'card', description: 'Show a card' },
  { type: 1, name: 'slow', description: 'Think first' },
] as const

/** What a bot of any library must be able to do here, told once. */
export function describeBotStory(name: string, createBot: CreateStoryBot): void {
  async function begin() {
    const under = await startSandbox()
    const bot = await createBot(under)
    await under.sandbox.waitForCommands()
    const { sandbox } = under
    return { sandbox, bot, tom: sandbox.as('member'), messages: () => sandbox.state().messages }
  }

  describe(`a bot of ${name}`, () => {
    test('is online with its commands beside the entry point', async () => {
      const { sandbox, bot } = await begin()

      const names = sandbox.state().commands.map((command) => command.name)

      expect([sandbox.state().bot.online, names, bot.errors]).toEqual([true, ['launch', 'watch', 'card', 'slow'], []])
    })

    test('suggests while a person types, and answers their command for everyone', async () => {
      const { bot, tom } = await begin()

      const choices = await tom.type('/watch', 'video', 'bio')
      const reply = await tom.use('/watch', { video: '0_abc' })

      expect(choices).toEqual([{ name: 'About bio', value: '0_abc' }])
      expect(reply).toMatchObject({ kind: 'message', message: { content: '0_abc', onlyFor: null, answers: { label: '/watch' } } })
      expect(bot.errors).toEqual([])
    })

    test('launches the activity from a button and learns its instance', async () => {
      const { bot, tom } = await begin()

      const launch = await tom.press(await tom.use('/watch', { video: '0_abc' }), 'Watch together')
      await eventually(() => bot.launched.length === 1)

      expect(launch.kind).toBe('launch')
      expect([bot.launched, bot.errors]).toEqual([[launch.instance?.instanceId], []])
    })

    test('knows by name whom a person chose in a menu, and tells only them', async () => {
      const { sandbox, bot, tom } = await begin()
      const card = await tom.use('/watch', { video: '0_abc' })

      const reply = await tom.choose(card, 'Invite', sandbox.as('manager').userId)

      expect(reply.message).toMatchObject({ content: 'mara', onlyFor: tom.userId })
      expect(bot.errors).toEqual([])
    })

    test('opens a form from a button and changes its message with what was filled in', async () => {
      const { sandbox, bot, tom, messages } = await begin()
      const card = await tom.use('/watch', { video: '0_abc' })

      const form = await tom.press(card, 'Rename')
      const reply = await tom.fill(form, { Title: 'Cells' })

      expect(form).toMatchObject({ kind: 'form', form: { title: 'Rename' } })
      expect(reply).toMatchObject({ kind: 'update', message: { id: card.message?.id, content: 'Cells' } })
      expect([messages().length, sandbox.state().modals, bot.errors]).toEqual([1, [], []])
    })

    test('answers with Components V2', async () => {
      const { bot, tom } = await begin()

      const reply = await tom.use('/card')

      expect(reply.message).toMatchObject({ content: '', components: [{ type: 10, content: 'A card' }] })
      expect(bot.errors).toEqual([])
    })

    test('defers, edits that into its answer, follows up for one person, and deletes what it said too much', async () => {
      const { bot, tom, messages } = await begin()

      const reply = await tom.use('/slow')
      await eventually(() => messages().length === 2 && messages()[1]?.content === 'Only you')

      expect(reply).toMatchObject({ kind: 'message', message: { content: 'Found', state: 'posted' } })
      expect(messages()).toMatchObject([
        { content: 'Found', onlyFor: null },
        { content: 'Only you', onlyFor: tom.userId },
      ])
      expect(bot.errors).toEqual([])
    })

    test('resumes after a dropped connection and answers what was asked meanwhile', async () => {
      const { sandbox, tom } = await begin()

      sandbox.dropGateway()
      await eventually(() => !sandbox.state().bot.online)
      const reply = await tom.use('/card')

      expect(reply.kind).toBe('message')
      expect(sandbox.state().bot.online).toBe(true)
    })
  })
}
