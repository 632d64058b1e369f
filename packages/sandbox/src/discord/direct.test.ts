import { type Client, Events, GatewayIntentBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { channelId, eventually, guest, member, type SandboxUnderTest, startSandbox } from '../testing/sandbox-under-test.ts'
import { cast } from './cast.ts'

const { filmClub, studyGroup } = cast
const revision = studyGroup.channels.revision.id
const commands = `/applications/${cast.applicationId}/commands`
const everywhere = { integration_types: [0, 1], contexts: [0, 1, 2] }

/** Registers a command and gives a way to use it, and what the bot is told of it. */
async function withCommand(draft: object = everywhere): Promise<
  SandboxUnderTest & {
    client: Client<true>
    use: (userId: string, where: string) => ReturnType<SandboxUnderTest['control']>
    install: (userId: string) => ReturnType<SandboxUnderTest['control']>
  }
> {
  const under = await startSandbox()
  const client = await under.bot()
  const { json } = await under.rest('POST', commands, { body: { name: 'watch', description: 'Watch', ...draft } })
  const use = (userId: string, where: string) =>
    under.control('POST', `/members/${userId}/commands`, { channelId: where, commandId: json.id, options: [] })
  return { ...under, client, use, install: (userId) => under.control('PUT', `/members/${userId}/app`) }
}

describe('direct conversations with the bot', () => {
  test('are opened once, and hold messages that nobody else sees', async () => {
    const under = await startSandbox()
    const client = await under.bot()

    const user = await client.users.fetch(guest)
    const channel = await user.createDM()
    await user.send('Your recording is ready')
    const again = await under.rest('POST', '/users/@me/channels', { body: { recipient_id: guest } })
    const opened = await under.control('POST', `/members/${guest}/direct`, { withUserId: cast.applicationId })

    expect([again.json.id, opened.json.channelId]).toEqual([channel.id, channel.id])
    expect(under.sandbox.state().messages).toMatchObject([{ channelId: channel.id, content: 'Your recording is ready' }])
  })

  test('have a context of their own, a user instead of a member, and no guild', async () => {
    const { client, use, control } = await withCommand()
    const { json } = await control('POST', `/members/${guest}/direct`, { withUserId: cast.applicationId })
    const heard = new Promise<unknown>((resolve) => {
      client.once(Events.InteractionCreate, (interaction) => {
        const { context, guildId, user, authorizingIntegrationOwners } = interaction
        resolve([
          context,
          guildId,
          interaction.member,
          user.username,
          authorizingIntegrationOwners && [authorizingIntegrationOwners.guildId, authorizingIntegrationOwners.userId],
        ])
        if (interaction.isChatInputCommand()) void interaction.reply('Here')
      })
    })

    const used = await use(guest, json.channelId)

    expect(used.status).toBe(202)
    expect(await heard).toEqual([1, null, null, 'gus', ['0', null]])
  })

  test('cannot be written to when nothing is shared, nor opened with nobody or with itself', async () => {
    const { rest, control } = await startSandbox()
    const open = (recipient_id: string) => rest('POST', '/users/@me/channels', { body: { recipient_id } })
    const { json } = await open(guest)
    await control('DELETE', `/guilds/${cast.guild.id}/bot`)
    await control('DELETE', `/guilds/${filmClub.id}/bot`)
    const say = () => rest('POST', `/channels/${json.id}/messages`, { body: { content: 'x' } })

    const alone = await say()
    await control('PUT', `/members/${guest}/app`)
    const installed = await say()

    expect([alone.json.code, installed.status]).toEqual([50278, 200])
    expect([(await open('1')).json.code, (await open(cast.applicationId)).json.code]).toEqual([50033, 50007])
  })

  test('of others are closed to the bot', async () => {
    const { rest } = await startSandbox()

    const answers = await Promise.all([
      rest('GET', `/channels/${cast.direct.id}`),
      rest('POST', `/channels/${cast.direct.id}/messages`, { body: { content: 'x' } }),
    ])

    expect(answers.map(({ json }) => json.code)).toEqual([50001, 50001])
  })
})

describe('an app that a person installed for themselves', () => {
  test('is there for them where the bot isn’t, and for nobody else', async () => {
    const { use, install } = await withCommand()

    const before = await use(member, revision)
    await install(member)
    const places = await Promise.all([use(member, revision), use(member, cast.direct.id)])
    const other = await use(guest, revision)

    expect([before.json.code, ...places.map(({ status }) => status), other.json.code]).toEqual([
      'command.unknown',
      202,
      202,
      'command.unknown',
    ])
  })

  test.each([
    ['for guilds only', { integration_types: [0], contexts: [0, 1, 2] }, ['command.unknown', 'command.unknown', 202]],
    ['for conversations only', { integration_types: [0, 1], contexts: [1, 2] }, ['command.unknown', 202, 'command.unknown']],
  ])('is not there with a command %s where that does not reach', async (_, draft, expected) => {
    const { use, install } = await withCommand(draft)
    await install(member)

    const answers = [await use(member, revision), await use(member, cast.direct.id), await use(member, cast.channels.general.id)]

    expect(answers.map(({ status, json }) => json.code ?? status)).toEqual(expected)
  })

  test('acts on their authority, in a private context, with five follow-ups at most', async () => {
    const { use, install, rest, sandbox } = await withCommand()
    await install(member)
    await use(member, cast.direct.id)
    const [interaction] = sandbox.discord.store.world.interactions.values()
    const token = interaction?.token ?? ''
    await rest('POST', `/interactions/${interaction?.id}/${token}/callback`, {
      authorization: null,
      body: { type: 4, data: { content: 'Here' } },
    })
    const followUp = () => rest('POST', `/webhooks/${cast.applicationId}/${token}`, { authorization: null, body: { content: 'more' } })

    const five = [await followUp(), await followUp(), await followUp(), await followUp(), await followUp()]
    const sixth = await followUp()

    expect(interaction?.owners).toEqual({ 1: member })
    expect(five.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(sixth.json.code).toBe(40094)
    expect(five[0]?.json.interaction_metadata.authorizing_integration_owners).toEqual({ 1: member })
  })

  test('speaks to them alone where members may not use such apps', async () => {
    const { use, install, rest, sandbox } = await withCommand()
    const { store } = sandbox.discord
    const everyone = store.world.guilds.get(studyGroup.id)?.roles.get(studyGroup.id)
    if (!everyone) throw new Error('Every guild has the role of everyone.')
    everyone.permissions = (1n << 10n) | (1n << 31n)
    await install(member)
    await use(member, revision)
    const [interaction] = store.world.interactions.values()

    await rest('POST', `/interactions/${interaction?.id}/${interaction?.token}/callback`, {
      authorization: null,
      body: { type: 4, data: { content: 'Here' } },
    })

    expect(sandbox.state().messages).toMatchObject([{ content: 'Here', onlyFor: member }])
  })
})

describe('what members write', () => {
  test('is read by a bot without the MessageContent intent only where it is meant', async () => {
    const under = await startSandbox()
    const client = await under.bot([GatewayIntentBits.DirectMessages])
    const heard: string[] = []
    client.on(Events.MessageCreate, (message) => heard.push(message.content))
    const { json } = await under.control('POST', `/members/${guest}/direct`, { withUserId: cast.applicationId })
    const say = (where: string, content: string) => under.control('POST', `/members/${guest}/messages`, { channelId: where, content })

    await say(channelId, 'between us')
    await say(channelId, `<@${cast.applicationId}> for you`)
    await say(cast.direct.id, 'with Tom')
    await say(json.channelId, 'in private')
    await eventually(() => heard.length === 3)

    expect(heard).toEqual(['', `<@${cast.applicationId}> for you`, 'in private'])
  })

  test('is read by one with it', async () => {
    const under = await startSandbox()
    const client = await under.bot([GatewayIntentBits.MessageContent])
    const heard = new Promise<string>((resolve) => client.once(Events.MessageCreate, (message) => resolve(message.content)))

    await under.control('POST', `/members/${guest}/messages`, { channelId, content: 'between us' })

    expect(await heard).toBe('between us')
  })
})
