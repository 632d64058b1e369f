import { InvalidInputError, UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { apiException, clientOf, createFakeKaltura, type SeenCall } from '../client/fake-kaltura.ts'
import { installNotificationTemplates } from './install-notification-templates.ts'

const endpoint = { url: 'https://discord.university.example/v1/notifications/kaltura/main', token: 'an-endpoint-token-1' }
const wanted = [{ original: 'HTTP_ENTRY_STATUS_EQUALS' }]

/** A Kaltura that answers by the action's name, and an installer of one template unless told otherwise. */
function given(answers: Readonly<Record<string, unknown>>) {
  const kaltura = createFakeKaltura(({ name }: SeenCall) => answers[name.split('.')[1] ?? ''] ?? { objects: [] })
  const client = clientOf(kaltura)
  const install = (options: Partial<Parameters<typeof installNotificationTemplates>[0]> = {}) =>
    installNotificationTemplates({ client, endpoint, wanted, ...options })
  return { install, calls: kaltura.calls }
}

const offered = (more: object = {}) => ({
  objects: [
    {
      id: 391,
      systemName: 'HTTP_ENTRY_STATUS_EQUALS',
      status: 1,
      eventObjectType: '1',
      objectType: 'KalturaHttpNotificationTemplate',
      ...more,
    },
  ],
})

describe('what an account lacks is said in words', () => {
  test('a template that Kaltura does not offer', async () => {
    const { install } = given({})

    expect(await install()).toEqual([
      {
        kind: 'lacking',
        original: 'HTTP_ENTRY_STATUS_EQUALS',
        reason: 'Kaltura offers this account no HTTP template HTTP_ENTRY_STATUS_EQUALS: ask Kaltura’s support for it',
      },
    ])
  })

  test.each([
    ['the plugin', { list: apiException('FEATURE_FORBIDDEN') }, /switch the plugin on/],
    ['the permission to look', { list: apiException('SERVICE_FORBIDDEN') }, /EVENT_NOTIFICATIONS_TEMPLATE/],
    ['the permission to clone', { listTemplates: offered(), clone: apiException('SERVICE_FORBIDDEN') }, /EVENT_NOTIFICATIONS_TEMPLATE/],
    ['a kind of object that we read', { listTemplates: offered({ eventObjectType: '37' }) }, /doesn’t read/],
  ])('%s', async (_, answers, reason) => {
    const { install } = given(answers)

    expect(await install()).toEqual([{ kind: 'lacking', original: 'HTTP_ENTRY_STATUS_EQUALS', reason: expect.stringMatching(reason) }])
  })

  test('a parameter that the template does not have, and nothing is cloned', async () => {
    const { install, calls } = given({ listTemplates: offered() })
    const outcomes = await install({ wanted: [{ original: 'HTTP_ENTRY_STATUS_EQUALS', parameters: { trigger_color: 'red' } }] })

    expect(outcomes).toMatchObject([{ kind: 'lacking', reason: expect.stringContaining('trigger_color') }])
    expect(calls.map(({ name }) => name.split('.')[1])).toEqual(['list', 'listTemplates'])
  })
})

describe('a copy of ours', () => {
  const own = 'KALTURA_DISCORD_HTTP_ENTRY_STATUS_EQUALS'
  const copyOf = (id: number, status: number) => offered({ id, status, systemName: own }).objects

  test('that is on is kept up, and not one that is off', async () => {
    const { install, calls } = given({ list: { objects: [...copyOf(1, 1), ...copyOf(2, 2)] }, update: copyOf(2, 2)[0] })

    expect(await install()).toMatchObject([{ kind: 'updated', templateId: 2 }])
    expect(calls.map(({ name, body }) => [name.split('.')[1], body.id])).toEqual([
      ['list', undefined],
      ['update', 2],
    ])
  })

  test('has a name that Kaltura’s field can hold', async () => {
    const [copy] = copyOf(1, 2)
    const { install, calls } = given({ listTemplates: offered({ name: 'n'.repeat(200) }), clone: copy })
    await install()

    expect(calls.at(-1)?.body).toMatchObject({ eventNotificationTemplate: { name: `Discord: ${'n'.repeat(91)}`, systemName: own } })
  })
})

describe('an endpoint that Kaltura can not send to', () => {
  test.each([
    ['plain http', { url: 'http://discord.university.example/' }],
    ['no address', { url: 'discord.university.example' }],
    ['a user in it', { url: 'https://me:secret@discord.university.example/' }],
    ['what Kaltura would replace', { url: 'https://{DC}.university.example/' }],
    ['a short token', { token: 'short' }],
    ['a token with a line break', { token: 'an-endpoint-token\r\nx: y' }],
    ['a token that Kaltura would replace', { token: 'an-{entry_id}-endpoint' }],
  ])('is refused before anything is asked: %s', async (_, wrong) => {
    const { install, calls } = given({})
    const refusal = await install({ endpoint: { ...endpoint, ...wrong } }).catch((error: unknown) => error)

    expect(refusal).toBeInstanceOf(InvalidInputError)
    expect(String(refusal)).not.toMatch(/secret|an-endpoint|entry_id/)
    expect(calls).toEqual([])
  })

  test('a template that is wanted twice is a mistake', async () => {
    await expect(given({}).install({ wanted: [...wanted, ...wanted] })).rejects.toThrow(InvalidInputError)
  })
})

test('an outage is no lack: it is thrown, and nothing was written twice', async () => {
  const { install, calls } = given({ listTemplates: offered(), clone: new Response('', { status: 502 }) })

  await expect(install()).rejects.toThrow(UnavailableError)
  expect(calls.filter(({ name }) => name.endsWith('clone'))).toHaveLength(1)
})
