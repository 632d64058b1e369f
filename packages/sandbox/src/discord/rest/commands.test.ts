import { describe, expect, test } from 'vitest'
import { startSandbox } from '../../testing/sandbox-under-test.ts'
import { cast } from '../cast.ts'

const global = `/applications/${cast.applicationId}/commands`
const inGuild = `/applications/${cast.applicationId}/guilds/${cast.guild.id}/commands`
const watch = { name: 'watch', description: 'Watch', description_localizations: { de: 'Schauen' } }

describe('application commands over REST', () => {
  test('start with an entry point that Discord made by itself', async () => {
    const { rest } = await startSandbox()

    const { json } = await rest('GET', global)

    expect(json).toMatchObject([{ type: 4, name: 'launch', handler: 2 }])
  })

  test('are created once per name: a second POST replaces the first and keeps its id', async () => {
    const { rest } = await startSandbox()

    const first = await rest('POST', global, { body: watch })
    const second = await rest('POST', global, { body: { ...watch, description: 'Watch together' } })

    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.json).toMatchObject({ id: first.json.id, description: 'Watch together' })
    expect(second.json.version).not.toBe(first.json.version)
  })

  test('are edited in part, listed with localisations on request, and deleted', async () => {
    const { rest } = await startSandbox()
    const { json: created } = await rest('POST', global, { body: watch })

    const edited = await rest('PATCH', `${global}/${created.id}`, { body: { default_member_permissions: '32' } })
    const plain = await rest('GET', global)
    const full = await rest('GET', `${global}?with_localizations=true`)
    const deleted = await rest('DELETE', `${global}/${created.id}`)
    const gone = await rest('GET', `${global}/${created.id}`)

    expect(edited.json).toMatchObject({ description: 'Watch', default_member_permissions: '32' })
    expect(plain.json[1]).not.toHaveProperty('description_localizations')
    expect(full.json[1].description_localizations).toEqual({ de: 'Schauen' })
    expect([deleted.status, gone.json.code]).toEqual([204, 10063])
  })

  test('of a guild are a list of their own, and a bulk update of it needs no entry point', async () => {
    const { rest } = await startSandbox()

    const set = await rest('PUT', inGuild, { body: [watch] })
    const globals = await rest('GET', global)

    expect(set.json).toMatchObject([{ name: 'watch', guild_id: cast.guild.id }])
    expect(globals.json).toHaveLength(1)
  })

  test('survive a bulk update that is refused, and keep their ids in one that is not', async () => {
    const { rest } = await startSandbox()
    const { json: created } = await rest('POST', global, { body: watch })

    const refused = await rest('PUT', global, { body: [{ ...watch, description: 'other' }] })
    const launch = { type: 4, name: 'launch', description: 'Open', handler: 1 }
    const set = await rest('PUT', global, { body: [launch, watch] })

    expect([refused.status, refused.json.code]).toEqual([400, 50240])
    expect(set.json[1].id).toBe(created.id)
  })

  test('are refused when their name, description or options are wrong', async () => {
    const { rest } = await startSandbox()
    const post = (body: unknown) => rest('POST', global, { body })

    const refusals = await Promise.all([
      post({ ...watch, name: 'Watch Now' }),
      post({ name: 'watch' }),
      post({ ...watch, options: [{ type: 3, name: 'x', description: '' }] }),
      rest('PUT', inGuild, { body: [watch, watch] }),
      rest('GET', '/applications/1/commands'),
      rest('GET', `/applications/${cast.applicationId}/guilds/1/commands`),
    ])

    expect(refusals.map(({ status, json }) => [status, json.code])).toEqual([
      [400, 50035],
      [400, 50035],
      [400, 50035],
      [400, 50035],
      [404, 10002],
      [404, 10004],
    ])
  })
})
