import { describe, expect, test } from 'vitest'
import { createManualClock } from '../../testing/manual-clock.ts'
import { guest, manager, member, startSandbox } from '../../testing/sandbox-under-test.ts'
import { cast } from '../cast.ts'

const commands = `/applications/${cast.applicationId}/commands`
const watch = { name: 'watch', description: 'Watch a video' }

/** A command, and a way for Tom, who manages the film club but not its roles, and its owner to say who may use it. */
async function withCommand() {
  const under = await startSandbox()
  const { json: command } = await under.rest('POST', commands, { body: watch })
  const { grants } = under.sandbox.discord
  const tokenOf = (userId: string, scopes: string[]) => {
    const granted = grants.redeem(grants.issueCode({ userId, scopes }, undefined), undefined)
    return 'accessToken' in granted ? `Bearer ${granted.accessToken}` : ''
  }
  const path = (id: string, guildId: string = cast.guild.id) =>
    `/applications/${cast.applicationId}/guilds/${guildId}/commands/${id}/permissions`
  const owner = tokenOf('1100000000000000029', ['applications.commands.permissions.update'])
  const allow = (permissions: object[], id = command.id) => under.rest('PUT', path(id), { body: { permissions }, authorization: owner })
  const use = async (userId: string) => {
    const body = { channelId: cast.channels.general.id, commandId: command.id, options: [] }
    return (await under.control('POST', `/members/${userId}/commands`, body)).status
  }
  return { ...under, command, path, tokenOf, allow, use }
}

describe('who may use a command', () => {
  test('is decided for everyone, roles and people, of whom the nearest rule counts', async () => {
    const { allow, use } = await withCommand()

    const written = await allow([
      { id: cast.guild.id, type: 1, permission: false },
      { id: cast.roles.student.id, type: 1, permission: true },
      { id: guest, type: 2, permission: true },
    ])

    expect(written.status).toBe(200)
    expect([await use(guest), await use(member), await use(manager)]).toEqual([202, 202, 403])
  })

  test('is decided for channels too, and for all commands by the application’s own id', async () => {
    const { allow, use } = await withCommand()
    const allChannels = (BigInt(cast.guild.id) - 1n).toString()

    await allow([{ id: allChannels, type: 3, permission: false }], cast.applicationId)
    const nowhere = await use(member)
    await allow([{ id: cast.channels.general.id, type: 3, permission: true }])

    expect([nowhere, await use(member)]).toEqual([403, 202])
  })

  test('is written only in the name of who manages guild and roles, and read by the bot', async () => {
    const { rest, path, command, tokenOf, allow } = await withCommand()
    const body = { permissions: [] }

    const byBot = await rest('PUT', path(command.id), { body })
    const unscoped = await rest('PUT', path(command.id), { body, authorization: tokenOf(manager, ['identify']) })
    const byGuest = await rest('PUT', path(command.id), {
      body,
      authorization: tokenOf(guest, ['applications.commands.permissions.update']),
    })
    const none = await rest('GET', path(command.id))
    await allow([{ id: guest, type: 2, permission: false }])
    const one = await rest('GET', path(command.id))
    const all = await rest('GET', `/applications/${cast.applicationId}/guilds/${cast.guild.id}/commands/permissions`)

    expect([byBot, unscoped, byGuest, none].map(({ json }) => json.code)).toEqual([20001, 50026, 50013, 10066])
    expect(one.json.permissions).toEqual([{ id: guest, type: 2, permission: false }])
    expect(all.json).toEqual([one.json])
  })
})

describe('commands in other languages', () => {
  test('are kept, given back when asked for, and must be of Discord’s locales', async () => {
    const { rest } = await startSandbox()

    const { json: command } = await rest('POST', commands, {
      body: { ...watch, name_localizations: { de: 'ansehen' }, description_localizations: { de: 'Ein Video ansehen' } },
    })
    const plain = await rest('GET', commands)
    const full = await rest('GET', `${commands}?with_localizations=true`)
    const unknown = await rest('PATCH', `${commands}/${command.id}`, { body: { name_localizations: { xx: 'watch' } } })
    const shouting = await rest('PATCH', `${commands}/${command.id}`, { body: { name_localizations: { de: 'ANSEHEN' } } })

    expect(full.json.at(-1)).toMatchObject({ name_localizations: { de: 'ansehen' } })
    expect(plain.json.at(-1)).not.toHaveProperty('name_localizations')
    expect([unknown.json.code, shouting.json.code]).toEqual([50035, 50035])
  })

  test('count with their longest text towards the 8,000 characters of a command', async () => {
    const { rest } = await startSandbox()
    const options = (text: string, localized: string) =>
      Array.from({ length: 25 }, (_, group) => ({
        type: 1,
        name: `sub${group}`,
        description: text,
        options: [{ type: 3, name: 'which', description: text, description_localizations: { de: localized }, required: true }],
      }))
    const short = 'x'.repeat(50)

    const fits = await rest('POST', commands, { body: { ...watch, options: options(short, short) } })
    const body = { ...watch, name: 'large', options: options('x'.repeat(50), 'x'.repeat(100)) }
    const choices = Array.from({ length: 25 }, (_, index) => ({
      name: 'x'.repeat(10),
      name_localizations: { de: 'y'.repeat(100) },
      value: `${index}`,
    }))
    const large = await rest('POST', commands, {
      body: {
        ...body,
        options: [
          ...body.options.slice(1),
          {
            ...body.options[0],
            options: [
              { type: 3, name: 'a', description: 'b', choices },
              { type: 3, name: 'c', description: 'd', choices },
            ],
          },
        ],
      },
    })

    expect(fits.status).toBe(201)
    expect(large.json.errors._errors).toEqual([{ code: 'APPLICATION_COMMAND_TOO_LARGE', message: 'Command exceeds maximum size (8000)' }])
  })

  test('and their required options come first', async () => {
    const { rest } = await startSandbox()
    const option = (name: string, required: boolean) => ({ type: 3, name, description: 'x', required })

    const { json } = await rest('POST', commands, { body: { ...watch, options: [option('a', false), option('b', true)] } })

    expect(json.errors.options['1']._errors[0].code).toBe('APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID')
  })
})

describe('the day’s share of new commands', () => {
  test('is two hundred; replacing one costs nothing', async () => {
    const clock = createManualClock()
    const { rest, sandbox } = await startSandbox({ clock })
    const { commands: all } = sandbox.discord
    const draft = (name: string) => ({ type: 1 as const, name, description: 'x', default_member_permissions: null })
    Array.from({ length: 200 }, (_, index) => {
      const made = all.create(cast.guild.id, draft(`c${index}`))
      return made.kind === 'done' && all.remove(made.value.command)
    })
    const path = `/applications/${cast.applicationId}/guilds/${cast.guild.id}/commands`

    const over = await rest('POST', path, { body: watch })
    const elsewhere = await rest('POST', commands, { body: watch })
    clock.advance(24 * 3_600_000)
    const nextDay = await rest('POST', path, { body: watch })

    expect([over.status, over.json.code, over.headers.get('x-ratelimit-scope')]).toEqual([429, 30034, 'shared'])
    expect([elsewhere.status, nextDay.status]).toEqual([201, 201])
  })
})
