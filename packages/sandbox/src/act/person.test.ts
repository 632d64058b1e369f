import { describe, expect, test } from 'vitest'
import { cast } from '../discord/cast.ts'
import { startPlay } from '../testing/bot-played-by-the-test.ts'

const launchRow = {
  type: 1,
  components: [
    { type: 2, style: 1, label: 'Watch Together', custom_id: 'watch:1' },
    { type: 2, style: 2, label: 'Later', custom_id: 'later', disabled: true },
  ],
}

describe('a person', () => {
  test('uses a sub-command, and the bot hears it with the declared types', async () => {
    const { sandbox, answer } = await startPlay()

    const reply = sandbox.as('member').use('/kaltura watch', { video: '0_lec01abc' })
    answer({ type: 4, data: { content: 'Here it is', flags: 64 } })

    await expect(reply).resolves.toMatchObject({
      kind: 'message',
      message: { content: 'Here it is', onlyFor: sandbox.as('member').userId, answers: { label: '/kaltura watch' } },
    })
  })

  test('waits for a deferred reply until it is filled in', async () => {
    const { sandbox, clock, answer, fill } = await startPlay()

    const reply = sandbox.as('member').use('/kaltura watch', { video: '0_x' })
    answer({ type: 5 })
    await Promise.resolve()
    clock.advance(60_000)
    fill('Found')

    await expect(reply).resolves.toMatchObject({ kind: 'message', message: { content: 'Found', state: 'posted' } })
  })

  test('is told in words when the bot is silent for three seconds', async () => {
    const { sandbox, clock } = await startPlay()
    sandbox.discord.store.change((world) => {
      world.botOnline = true
    })

    const reply = sandbox.as('member').use('/kaltura watch', { video: '0_x' })
    clock.advance(3_000)

    await expect(reply).rejects.toMatchObject({
      code: 'sandbox.no-answer',
      message: 'The bot said nothing to /kaltura watch within 3 s.',
    })
  })

  test('is told that nobody is there when no bot is connected', async () => {
    const { sandbox, clock } = await startPlay()

    const choices = sandbox.as('member').type('/kaltura watch', 'video', 'lec')
    clock.advance(3_000)

    await expect(choices).rejects.toMatchObject({ code: 'sandbox.no-answer', message: expect.stringContaining('not connected') })
  })

  test.each([
    ['the time that the test gives it', { withinMs: 5_000 }, 5_000, 'within 5 s'],
    ['fifteen minutes', {}, 15 * 60_000, 'within 900 s'],
  ])('does not wait for a deferred reply longer than %s', async (_, options, passedMs, words) => {
    const { sandbox, clock, answer } = await startPlay()
    sandbox.discord.store.change((world) => {
      world.botOnline = true
    })

    const reply = sandbox.as('member').use('/kaltura watch', { video: '0_x' }, options)
    const settled = expect(reply).rejects.toMatchObject({ code: 'sandbox.no-answer', message: expect.stringContaining(words) })
    answer({ type: 5 })
    await Promise.resolve()
    clock.advance(passedMs)

    await settled
  })

  test('gets what the bot suggests while typing', async () => {
    const { sandbox, answer } = await startPlay()

    const choices = sandbox.as('guest').type('/kaltura watch', 'video', 'lec')
    answer({ type: 8, data: { choices: [{ name: 'Lecture 1', value: '0_lec01abc' }] } })

    await expect(choices).resolves.toEqual([{ name: 'Lecture 1', value: '0_lec01abc' }])
  })

  test('presses a button by its text and is in the activity that it launched', async () => {
    const { sandbox, answer } = await startPlay()
    const tom = sandbox.as('member')
    const asking = tom.use('/kaltura watch', { video: '0_x' })
    answer({ type: 4, data: { content: 'Ready', components: [launchRow] } })
    const reply = await asking

    const pressing = tom.press(reply, 'Watch Together')
    answer({ type: 12 })
    const launch = await pressing
    const instanceId = launch.instance?.instanceId ?? ''
    const joined = sandbox.as('guest').join(instanceId)
    tom.leave(instanceId)
    tom.leave(instanceId)

    expect(launch).toMatchObject({ kind: 'launch', instance: { frames: [{ userId: tom.userId }] } })
    expect(joined.frames.map((frame) => frame.userId)).toEqual([tom.userId, sandbox.as('guest').userId])
    expect(sandbox.state().instances[0]?.frames.map((frame) => frame.userId)).toEqual([sandbox.as('guest').userId])
    sandbox.as('guest').leave(instanceId)
    expect(() => tom.join(instanceId)).toThrow('The activity is over.')
  })

  test('without the permission for Activities launches none, and the bot may still answer', async () => {
    const { sandbox, answer } = await startPlay()
    const { interactions, store } = sandbox.discord
    store.change((world) => {
      const everyone = world.guilds.get(cast.guild.id)?.roles.get(cast.guild.id)
      if (everyone) everyone.permissions &= ~(1n << 39n)
    })
    const asking = sandbox.as('member').use('/kaltura watch', { video: '0_x' })
    answer({ type: 4, data: { content: 'Ready', components: [launchRow] } })
    const pressing = sandbox.as('member').press(await asking, 'Watch Together')
    const { id = '', token = '' } = [...store.world.interactions.values()].at(-1) ?? {}

    expect(interactions.respond(id, token, { type: 12 })).toMatchObject({ kind: 'refused', refusal: { status: 403, code: 50013 } })
    answer({ type: 4, data: { content: 'Watch it in the browser' } })
    await expect(pressing).resolves.toMatchObject({ kind: 'message', message: { content: 'Watch it in the browser' } })
    expect(sandbox.state().instances).toEqual([])
  })

  test('presses a button by its id and sees the message that the bot changed', async () => {
    const { sandbox, answer } = await startPlay()
    const tom = sandbox.as('member')
    const asking = tom.use('/kaltura watch', { video: '0_x' })
    answer({ type: 4, data: { content: 'Ready', components: [launchRow] } })
    const { message } = await asking
    if (!message) throw new Error('There is a message.')

    const pressing = tom.press(message, 'watch:1')
    answer({ type: 7, data: { content: 'Started' } })

    await expect(pressing).resolves.toMatchObject({ kind: 'update', message: { id: message.id, content: 'Started' } })
    await expect(tom.press(message, 'Later')).rejects.toMatchObject({
      code: 'sandbox.cannot-act',
      message: 'The button "Later" is disabled.',
    })
    await expect(tom.press(message, 'Buy')).rejects.toThrow('The message has no button "Buy". It has: Watch Together, Later.')
  })

  test('sees the form that the bot opened', async () => {
    const { sandbox, answer } = await startPlay()
    const input = { type: 18, label: 'Which one?', component: { type: 4, custom_id: 'video', style: 1 } }

    const reply = sandbox.as('member').use('/kaltura watch', { video: '?' })
    answer({ type: 9, data: { custom_id: 'search', title: 'Search', components: [input] } })

    await expect(reply).resolves.toMatchObject({ kind: 'form', form: { title: 'Search', userId: sandbox.as('member').userId } })
  })

  test('sees the message that the bot leaves as it is when it only takes the button', async () => {
    const { sandbox, answer } = await startPlay()
    const asking = sandbox.as('member').use('/kaltura watch', { video: '0_x' })
    answer({ type: 4, data: { content: 'Ready', components: [launchRow] } })

    const pressing = sandbox.as('guest').press(await asking, 'Watch Together')
    answer({ type: 6 })

    await expect(pressing).resolves.toMatchObject({ kind: 'update', message: { content: 'Ready' } })
  })

  test('cannot press what only another person sees', async () => {
    const { sandbox, answer } = await startPlay()
    const asking = sandbox.as('member').use('/kaltura watch', { video: '0_x' })
    answer({ type: 4, data: { content: 'Psst', flags: 64, components: [launchRow] } })

    await expect(sandbox.as('guest').press(await asking, 'Watch Together')).rejects.toThrow('Gus sees no such message.')
  })

  test('opens the activity with the entry point that Discord handles, without a bot', async () => {
    const { sandbox } = await startPlay()

    await expect(sandbox.as('guest').use('/launch')).resolves.toMatchObject({
      kind: 'launch',
      instance: { frames: [{ userId: sandbox.as('guest').userId }] },
    })
  })

  test.each([
    ['member', '/setup', {}, 'Tom may not use /setup.'],
    ['member', '/video', {}, 'There is no command "/video". There is: launch, kaltura, setup.'],
    ['member', '/kaltura search', {}, 'There is no sub-command "search" of "/kaltura". There is: watch.'],
    ['member', '/kaltura', {}, 'Choose one sub-command.'],
    ['member', '/kaltura watch', {}, 'The option "video" is required.'],
    ['member', '/kaltura watch', { video: 7 }, 'The option "video" must be a string.'],
    ['member', '/kaltura watch', { film: 'x' }, 'There is no option "film". There is: video.'],
  ] as const)('as %s cannot use %s with %o', async (part, line, values, why) => {
    const { sandbox } = await startPlay()

    await expect(sandbox.as(part).use(line, values)).rejects.toMatchObject({ code: 'sandbox.cannot-act', message: why })
    expect(sandbox.discord.store.world.interactions.size).toBe(0)
  })

  test('with the permission may use what others may not, in the channel that the test names', async () => {
    const { sandbox, answer } = await startPlay()
    const channelId = sandbox.state().channels[1]?.id ?? ''

    const reply = sandbox.as('manager', { channelId }).use('setup')
    answer({ type: 4, data: { content: 'Done' } })

    await expect(reply).resolves.toMatchObject({ message: { channelId } })
    expect(() => sandbox.as('manager', { channelId: '1' })).toThrow('There is no such channel.')
  })
})
