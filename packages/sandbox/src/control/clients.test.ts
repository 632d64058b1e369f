import { describe, expect, test } from 'vitest'
import { firstClient } from '../discord/client-settings.ts'
import { channelId, guest, manager, member, type SandboxUnderTest, startSandbox } from '../testing/sandbox-under-test.ts'
import { sandboxState } from './contract.ts'

const framesOf = ({ sandbox }: SandboxUnderTest) => sandbox.state().instances[0]?.frames ?? []

describe('what a person’s client is like', () => {
  test('is a good desktop until it is changed, part by part, and is in the state', async () => {
    const { control, sandbox } = await startSandbox()
    const before = await control('GET', `/members/${member}/client`)
    await control('POST', `/members/${member}/client`, { network: 'train', locale: 'es-ES' })
    const after = await control('POST', `/members/${member}/client`, { clockOffsetMs: -90_000 })

    expect(before.json).toEqual(firstClient)
    expect(after.json).toEqual({
      ...firstClient,
      network: { delayMs: 180, jitterMs: 250, lossPercent: 6, offline: false },
      locale: 'es-ES',
      clockOffsetMs: -90_000,
    })
    expect(sandboxState.parse((await control('GET', '/state')).json).clients).toEqual({ [member]: after.json })
    expect(sandbox.as('member').client()).toEqual(after.json)
  })

  test.each([
    ['a device that does not exist', { device: 'watch' }],
    ['a network that does not', { network: 'moon' }],
    ['a language that Discord does not speak', { locale: 'tlh' }],
    ['a setting that does not exist', { volume: 1 }],
    ['what is no object', 'x'],
  ])('refuses %s, and changes nothing', async (_what, body) => {
    const { control, sandbox } = await startSandbox()

    expect(await control('POST', `/members/${member}/client`, body)).toMatchObject({ status: 400, json: { code: 'body.malformed' } })
    expect(() => sandbox.as('member').client(body as never)).toThrow('No Discord client is like that')
    expect(sandbox.state().clients).toEqual({})
  })

  test('is nobody’s who is not there', async () => {
    const { control } = await startSandbox()

    expect((await control('GET', '/members/1/client')).status).toBe(404)
    expect((await control('POST', '/members/1/client', {})).status).toBe(404)
  })

  test('is told in the address of what is opened from then on', async () => {
    const under = await startSandbox()
    under.sandbox.discord.instances.launch(member, channelId)
    under.sandbox.as('member').client({ device: 'phone', theme: 'light', reducedMotion: true, textPercent: 150 })
    const instanceId = under.sandbox.state().instances[0]?.instanceId ?? ''
    under.sandbox.as('member').openAnother(instanceId)

    const [first, second] = framesOf(under).map(({ url }) => Object.fromEntries(new URL(url).searchParams))
    expect(first).toMatchObject({ platform: 'desktop', theme: 'dark', reduced_motion: 'false', font_scale: '100' })
    expect(second).toMatchObject({ platform: 'mobile', theme: 'light', reduced_motion: 'true', font_scale: '150' })
    expect(second).toHaveProperty('mobile_app_version')
    expect(first).not.toHaveProperty('mobile_app_version')
  })

  test('gives their interactions its language', async () => {
    const { rest, bot, sandbox } = await startSandbox()
    await rest('POST', `/applications/${sandbox.environment.DISCORD_APPLICATION_ID}/commands`, { body: { name: 'hi', description: 'Hi' } })
    const client = await bot()
    const heard: string[] = []
    client.on('interactionCreate', (interaction) => {
      heard.push(interaction.locale)
      if (interaction.isChatInputCommand()) void interaction.reply('Hi')
    })
    sandbox.as('member').client({ locale: 'fr' })
    await sandbox.as('member').use('/hi')
    await sandbox.as('guest').use('/hi')

    expect(heard).toEqual(['fr', 'en-US'])
  })
})

describe('windows of one person', () => {
  test('are several of one participant: one closes, the others stay, and the last one ends the activity', async () => {
    const under = await startSandbox()
    const { id } = under.sandbox.discord.instances.launch(member, channelId)
    const opened = await under.control('POST', `/members/${member}/instances/${id}/windows`)
    const [first, second] = framesOf(under)
    const { json } = await under.rest('GET', `/applications/${under.sandbox.environment.DISCORD_APPLICATION_ID}/activity-instances/${id}`)

    expect([opened.status, opened.json]).toEqual([201, second])
    expect(new Set([first?.frameId, second?.frameId]).size).toBe(2)
    expect(json.users).toEqual([member])
    await under.control('DELETE', `/members/${member}/instances/${id}/windows/${first?.frameId}`)
    expect(framesOf(under)).toEqual([second])
    await under.control('DELETE', `/members/${member}/instances/${id}/windows/${first?.frameId}`)
    expect(framesOf(under)).toEqual([second])
    under.sandbox.as('member').leave(id, second?.frameId)
    expect(under.sandbox.state().instances).toEqual([])
  })

  test('are all closed by leaving, and four are enough', async () => {
    const under = await startSandbox()
    const { id } = under.sandbox.discord.instances.launch(member, channelId)
    const open = () => under.control('POST', `/members/${member}/instances/${id}/windows`)
    const answers = [await open(), await open(), await open(), await open()]
    under.sandbox.as('manager').join(id)

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 409])
    under.sandbox.as('member').leave(id)
    expect(framesOf(under).map(({ userId }) => userId)).toEqual([manager])
  })

  test('are opened of a running activity only', async () => {
    const { control, sandbox } = await startSandbox()

    expect((await control('POST', `/members/${member}/instances/i-1/windows`)).status).toBe(404)
    expect(() => sandbox.as('member').openAnother('i-1')).toThrow('over')
  })
})

describe('Discord’s part of the RPC', () => {
  test('knows what a person may do in the channel', async () => {
    const { control } = await startSandbox()
    const ask = async (userId: string, where: string = channelId) =>
      (await control('POST', `/members/${userId}/rpc/permissions`, { channelId: where })).json

    const [mara, gus] = [await ask(manager), await ask(guest)]
    expect((BigInt(mara.permissions) & 32n) !== 0n).toBe(true)
    expect((BigInt(gus.permissions) & 32n) !== 0n).toBe(false)
    expect(await ask(guest, '1')).toEqual({ code: 4005, message: 'Invalid channel' })
  })

  test('renews the ticket of a window, and of no other', async () => {
    const under = await startSandbox()
    under.sandbox.discord.instances.launch(member, channelId)
    const [{ frameId, url } = { frameId: '', url: '' }] = framesOf(under)
    const renew = (userId: string) => under.control('POST', `/members/${userId}/rpc/ticket`, { frameId })
    const [own, others] = [await renew(member), await renew(guest)]

    expect(own.json.ticket).not.toBe(new URL(url).searchParams.get('discord_proxy_ticket'))
    expect(framesOf(under)[0]?.url).toContain(own.json.ticket)
    expect(others.json).toEqual({ code: 4010, message: 'Invalid user' })
  })

  test('hangs up once, and the window stays', async () => {
    const under = await startSandbox()
    under.sandbox.discord.instances.launch(member, channelId)
    const [{ frameId } = { frameId: '' }] = framesOf(under)
    const order = { frameId, code: 4002, message: 'Rate limited' }
    const [done, strange] = [
      await under.control('POST', `/members/${member}/rpc/close`, order),
      await under.control('POST', `/members/${guest}/rpc/close`, order),
    ]
    under.sandbox.as('member').hangUp(frameId)

    expect([done.status, strange.status]).toEqual([204, 404])
    expect(framesOf(under)).toMatchObject([{ frameId, hungUp: { code: 4002, message: 'Rate limited' } }])
  })
})
