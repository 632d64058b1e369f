import { GatewayIntentBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { createManualClock } from '../../testing/manual-clock.ts'
import { channelId, eventually, startSandbox } from '../../testing/sandbox-under-test.ts'
import { cast } from '../cast.ts'

const messages: `/${string}` = `/channels/${channelId}/messages`

describe('messages over REST', () => {
  test('are posted, read, listed newest first, edited and deleted', async () => {
    const { rest } = await startSandbox()

    const first = await rest('POST', messages, { body: { content: 'one' } })
    const second = await rest('POST', messages, { body: { content: 'two', message_reference: { message_id: first.json.id } } })
    const edited = await rest('PATCH', `${messages}/${first.json.id}`, { body: { content: 'one!' } })
    const list = await rest('GET', `${messages}?limit=10`)
    const before = await rest('GET', `${messages}?before=${second.json.id}`)
    const deleted = await rest('DELETE', `${messages}/${first.json.id}`)
    const gone = await rest('GET', `${messages}/${first.json.id}`)

    expect(list.json.map((message: { content: string }) => message.content)).toEqual(['two', 'one!'])
    expect(before.json).toHaveLength(1)
    expect(second.json).toMatchObject({ type: 19, referenced_message: { content: 'one' } })
    expect([first.json.edited_timestamp, typeof edited.json.edited_timestamp]).toEqual([null, 'string'])
    expect([deleted.status, gone.status, gone.json]).toEqual([204, 404, { code: 10008, message: 'Unknown Message' }])
  })

  test('exist once, however often a real client sends the same nonce', async () => {
    const under = await startSandbox()
    const client = await under.bot()
    const channel = await client.channels.fetch(channelId)
    if (!channel?.isSendable()) throw new Error('The channel takes messages.')

    const sent = await Promise.all(
      [1, 2, 3].map(() => channel.send({ content: 'A recording is ready', nonce: 'entry-1', enforceNonce: true })),
    )

    expect(new Set(sent.map((message) => message.id)).size).toBe(1)
    expect(under.sandbox.state().messages).toHaveLength(1)
  })

  test('keep components in Discord’s own form', async () => {
    const { rest } = await startSandbox()
    const button = { type: 2, style: 1, label: 'Watch', custom_id: 'watch' }

    const { json } = await rest('POST', messages, {
      body: {
        flags: 1 << 15,
        components: [
          {
            type: 17,
            components: [
              { type: 10, content: '**Biology**' },
              { type: 14 },
              {
                type: 9,
                components: [{ type: 10, content: 'side' }],
                accessory: { type: 11, media: { url: 'https://example.com/a.png' } },
              },
              { type: 12, items: [{ media: { url: 'https://example.com/b.png' } }] },
              { type: 1, components: [button] },
              { type: 1, components: [{ type: 3, custom_id: 'pick', options: [{ label: 'A', value: 'a' }] }] },
            ],
          },
        ],
      },
    })

    expect(json.flags & (1 << 15)).not.toBe(0)
    expect(json.components[0].components[4].components[0]).toMatchObject({ ...button, id: 9 })
  })

  test('notify only whom the text names and allowed_mentions lets through', async () => {
    const { rest } = await startSandbox()
    const content = '<@1100000000000000020> <@1100000000000000021> @everyone'

    const all = await rest('POST', messages, { body: { content } })
    const one = await rest('POST', messages, { body: { content, allowed_mentions: { users: ['1100000000000000021'] } } })
    const none = await rest('POST', messages, { body: { content, allowed_mentions: { parse: [] } } })

    const named = [all, one, none].map(({ json }) => json.mentions.map((user: { username: string }) => user.username))
    expect(named).toEqual([['mara', 'tom'], ['tom'], []])
    expect(all.json.mention_everyone).toBe(false)
  })

  test('are refused as Discord refuses them', async () => {
    const { rest } = await startSandbox()
    const post = (body: unknown) => rest('POST', messages, { body })
    const button = { type: 2, style: 1, label: 'x', custom_id: 'same' }

    const refusals = await Promise.all([
      post({}),
      post({ content: 'x'.repeat(2001) }),
      post({ flags: 1 << 15, content: 'text', components: [{ type: 10, content: 'x' }] }),
      post({ content: 'x', components: [{ type: 1, components: [button, button] }] }),
      rest('POST', '/channels/1/messages', { body: { content: 'x' } }),
      rest('POST', messages, { body: { content: 'x' }, authorization: 'Bot wrong' }),
      rest('POST', messages, { body: { content: 'x' }, authorization: null }),
    ])

    expect(refusals.map(({ status, json }) => [status, json.code])).toEqual([
      [400, 50006],
      [400, 50035],
      [400, 50035],
      [400, 50035],
      [404, 10003],
      [401, 0],
      [401, 0],
    ])
    expect(refusals[1]?.json.errors).toEqual({
      content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }] },
    })
  })

  test('are announced by typing, to who asked for that', async () => {
    const { bot } = await startSandbox()
    const [listening, deaf] = [await bot([GatewayIntentBits.GuildMessageTyping]), await bot()]
    const heard: string[] = []
    const heardByDeaf: string[] = []
    listening.on('typingStart', ({ user, channel, member }) => heard.push(`${user.id} ${channel.id} ${member?.id}`))
    deaf.on('typingStart', () => heardByDeaf.push('typing'))
    deaf.on('messageCreate', () => heardByDeaf.push('message'))

    await listening.rest.post(`/channels/${channelId}/typing`)
    await listening.rest.post(messages, { body: { content: 'Here' } })
    await eventually(() => heard.length > 0 && heardByDeaf.length > 0)

    expect(heard).toEqual([`${cast.applicationId} ${channelId} ${cast.applicationId}`])
    expect(heardByDeaf).toEqual(['message'])
  })

  test('tell how many more may come, and ask to wait when there are too many', async () => {
    const { rest } = await startSandbox({ clock: createManualClock() })

    const first = await rest('GET', messages)
    const flood = await Promise.all(Array.from({ length: 60 }, () => rest('GET', messages)))

    const refused = flood.find((answer) => answer.status === 429)
    expect([first.headers.get('x-ratelimit-limit'), first.headers.get('x-ratelimit-remaining')]).toEqual(['50', '49'])
    expect(refused?.json).toMatchObject({ global: false, retry_after: expect.any(Number) })
  })
})
