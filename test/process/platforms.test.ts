import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { cast, createSandbox, type Sandbox } from '@kaltura-discord/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, joinRoom, signIn } from '../activity-client.ts'
import { startProgram } from '../child.ts'
import { settingsVariables } from '../settings-variables.ts'
import { buildWithStandIn } from '../stand-in-build.ts'
import { act, useWatch } from '../story/party.ts'

const root = resolve(import.meta.dirname, '../..')
/** Inside the repository, so that the bundles find their npm packages. */
const folder = join(root, 'node_modules/.cache/stand-in')
const programs: ReturnType<typeof startProgram>[] = []

let sandbox: Sandbox
let builds: { server: Awaited<ReturnType<typeof buildWithStandIn>>; bot: Awaited<ReturnType<typeof buildWithStandIn>> }

beforeAll(async () => {
  await mkdir(folder, { recursive: true })
  sandbox = await createSandbox({ port: 0 })
  const common = { discordApiUrl: `${sandbox.url}/api`, platform: 'node' } as const
  builds = {
    server: await buildWithStandIn({ ...common, entry: 'apps/server/src/main.ts', outfile: join(folder, 'server.mjs') }),
    bot: await buildWithStandIn({ ...common, entry: 'apps/bot/src/main.ts', outfile: join(folder, 'bot.mjs') }),
  }
})
afterAll(async () => {
  await Promise.all(programs.map((program) => program.stop()))
  await sandbox?.close()
  await rm(folder, { recursive: true, force: true })
})

function start(file: string, environment: Record<string, string>) {
  const program = startProgram(process.execPath, ['--disable-warning=ExperimentalWarning', join(folder, file)], environment)
  programs.push(program)
  return program
}

describe('server and bot against the platforms, played by stand-ins', () => {
  test.each([
    ['our own client of Kaltura', {}, /the server listens/],
    ['the npm kaltura-client', { KALTURA_CLIENT: 'kaltura-client' }, /calls to Kaltura go through another client/],
  ])('over %s, the production entries do the main job as two processes, and nothing of the sandbox is in them', async (_, chosen, said) => {
    const variables = settingsVariables(sandbox)
    const server = start('server.mjs', { ...variables, ...chosen, PORT: '0', DATA_DIR: ':memory:' })
    const [, serverUrl = ''] = await server.says(/"url":"([^"]+)"/)
    const bot = start('bot.mjs', { ...variables, SERVER_URL: serverUrl })
    await sandbox.waitForCommands()

    const earlier = new Set(sandbox.state().messages.map(({ id }) => id))
    await useWatch(sandbox, 'member', '0_lec01abc')
    const card = await eventually(
      () => sandbox.state().messages.find(({ id, components }) => components.length > 0 && !earlier.has(id)),
      'the card',
    )
    await act(sandbox, 'member', 'components', { messageId: card.id, customId: 'kaltura-discord:watch:0_lec01abc' })
    const { instanceId } = await eventually(() => sandbox.state().instances[0], 'the launch')
    const tom = await signIn(sandbox, serverUrl, 'member')
    const room = await joinRoom(serverUrl, await tom.bootstrap(instanceId))
    await eventually(() => room.heard.find(({ type }) => type === 'welcome'), 'the welcome')
    room.close()
    sandbox.discord.instances.leave(cast.members.member.userId, instanceId)
    await Promise.all([bot.stop(), server.stop()])

    for (const text of [server.output(), bot.output(), builds.server.text, builds.bot.text])
      expect(text.toLowerCase()).not.toContain('sandbox')
    expect([...builds.server.inputs, ...builds.bot.inputs].filter((input) => input.includes('packages/sandbox'))).toEqual([])
    expect(server.output()).not.toContain(sandbox.environment.KALTURA_ADMIN_SECRET)
    expect(server.output()).toMatch(said)
  })

  test('somebody who is not in the Activity gets no KS, whatever instance they name', async () => {
    const server = start('server.mjs', { ...settingsVariables(sandbox), PORT: '0', DATA_DIR: ':memory:' })
    const [, serverUrl = ''] = await server.says(/"url":"([^"]+)"/)
    const { id } = sandbox.discord.instances.launch(cast.members.manager.userId, cast.channels.recordings.id)
    const gus = await signIn(sandbox, serverUrl, 'guest')

    await expect(gus.bootstrap(id)).rejects.toMatchObject({ code: 'activity.not-a-participant', status: 403 })
    await expect(gus.bootstrap('i-1-gc-1-1')).rejects.toMatchObject({ code: 'activity.not-a-participant', status: 403 })
  })

  test('Ctrl-C ends a server that serves, with nothing left running', async () => {
    const server = start('server.mjs', { ...settingsVariables(sandbox), PORT: '0', DATA_DIR: ':memory:' })
    await server.says(/"url":"([^"]+)"/)

    expect(await server.stop('SIGINT')).toBe(0)
  })

  test('a port that is taken ends the start with a sentence that names it', async () => {
    const [, port = ''] = /:(\d+)$/.exec(sandbox.url) ?? []
    const server = start('server.mjs', { ...settingsVariables(sandbox), PORT: port, DATA_DIR: ':memory:' })

    expect(await server.ended).toBe(1)
    expect(server.output()).toContain(`Port ${port} is taken by another program. Stop it, or set PORT to a free one.`)
  })
})

describe('npm start', () => {
  const npmStart = (environment: Record<string, string>) => {
    const program = startProgram(
      process.execPath,
      ['--conditions=@kaltura-discord/source', '--disable-warning=ExperimentalWarning', 'scripts/start.ts'],
      environment,
    )
    programs.push(program)
    return program
  }

  test('with some credentials names the missing ones and starts nothing', async () => {
    const program = npmStart({ DISCORD_BOT_TOKEN: 'token', KALTURA_PARTNER_ID: 'twelve' })

    expect(await program.ended).toBe(1)
    expect(program.output()).toContain('DISCORD_CLIENT_SECRET is missing (OAuth2 client secret, from the OAuth2 page of the portal)')
    expect(program.output()).toContain('KALTURA_PARTNER_ID is not usable')
    expect(program.output().toLowerCase()).not.toContain('sandbox')
  })

  test('with all of them says which platforms it runs against, and a platform that fails never turns into anything else', async () => {
    const program = npmStart({ ...settingsVariables(sandbox), DISCORD_BOT_TOKEN: 'a.token.of-nobody', PORT: '0', DATA_DIR: ':memory:' })

    expect(await program.ended).toBe(1)
    expect(program.output()).toContain(
      `Discord application ${cast.applicationId}, Kaltura partner ${sandbox.environment.KALTURA_PARTNER_ID}`,
    )
    expect(program.output()).toMatch(/The bot could not reach Discord|Discord does not accept DISCORD_BOT_TOKEN/)
    expect(program.output().toLowerCase()).not.toContain('sandbox')
  })

  test('without any opens the sandbox at one address, says so, tells a second start where it is, and ends with Ctrl-C', async () => {
    const first = npmStart({})
    await first.says(/Open http:\/\/localhost:3333/)
    const second = npmStart({})

    expect(await second.ended).toBe(1)
    expect(second.output()).toContain('A sandbox is already running: open http://localhost:3333')
    expect(first.output()).toContain('Sandbox:')
    expect(await first.stop('SIGINT')).toBe(0)
  })
})
