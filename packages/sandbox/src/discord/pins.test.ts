import { Events } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import { channelId, eventually, startSandbox } from '../testing/sandbox-under-test.ts'
import { cast } from './cast.ts'

const screenings = cast.filmClub.channels.screenings.id
const pins = `/channels/${screenings}/messages/pins`

describe('pins', () => {
  test('are set and taken by a real client, which hears of it, and the channel is told', async () => {
    const under = await startSandbox()
    const client = await under.bot()
    let updates = 0
    client.on(Events.ChannelPinsUpdate, () => {
      updates += 1
    })
    const channel = await client.channels.fetch(screenings)
    if (!channel?.isSendable()) throw new Error('The channel takes messages.')
    const message = await channel.send('Programme')

    await message.pin()
    const { items } = await channel.messages.fetchPins()
    const pinned = items.map((item) => [item.message.id, item.message.pinned])
    const [system] = await channel.messages.fetch({ limit: 1 }).then((messages) => [...messages.values()])
    await message.unpin()
    await eventually(() => updates === 2)

    expect(pinned).toEqual([[message.id, true]])
    expect([system?.type, system?.reference?.messageId]).toEqual([6, message.id])
    expect((await channel.messages.fetchPins()).items).toEqual([])
  })

  test('come last pinned first and in pages, by the old route too', async () => {
    const clock = createManualClock()
    const { rest } = await startSandbox({ clock })
    const ids: string[] = await Promise.all(
      ['one', 'two', 'three'].map(
        async (content) => (await rest('POST', `/channels/${screenings}/messages`, { body: { content } })).json.id,
      ),
    )
    const [one = '', two = '', three = ''] = ids
    await rest('PUT', `${pins}/${two}`)
    clock.advance(1_000)
    await rest('PUT', `${pins}/${one}`)
    clock.advance(1_000)
    await rest('PUT', `/channels/${screenings}/pins/${three}`)

    const first = await rest('GET', `${pins}?limit=2`)
    const second = await rest('GET', `${pins}?before=${encodeURIComponent(first.json.items[1].pinned_at)}`)
    const old = await rest('GET', `/channels/${screenings}/pins`)

    const idsOf = (items: { message: { id: string } }[]) => items.map(({ message }) => message.id)
    expect([idsOf(first.json.items), first.json.has_more, idsOf(second.json.items), second.json.has_more]).toEqual([
      [three, one],
      true,
      [two],
      false,
    ])
    expect(old.json.map((message: { id: string }) => message.id)).toEqual([three, one, two])
  })

  test('need the permission, a message that somebody wrote, and room', async () => {
    const { rest, sandbox } = await startSandbox()
    const { messages, pins: domain } = sandbox.discord
    const elsewhere = await rest('POST', `/channels/${channelId}/messages`, { body: { content: 'x' } })
    const message = messages.post({ channelId: screenings, draft: { content: 'x' } })
    domain.pin(message, cast.applicationId)
    const [notice] = messages.list(screenings, { limit: 1 })

    const forbidden = await rest('PUT', `/channels/${channelId}/messages/pins/${elsewhere.json.id}`)
    const system = await rest('PUT', `${pins}/${notice?.id}`)
    const twice = await rest('PUT', `${pins}/${message.id}`)
    const many = Array.from({ length: 249 }, () => messages.post({ channelId: screenings, draft: { content: 'x' } }))
    const outcomes = many.map((one) => domain.pin(one, cast.applicationId).kind)
    const full = await rest('PUT', `${pins}/${messages.post({ channelId: screenings, draft: { content: 'x' } }).id}`)

    expect([forbidden.json.code, system.json.code, twice.status, full.json.code]).toEqual([50013, 50021, 204, 30003])
    expect(new Set(outcomes)).toEqual(new Set(['done']))
  })
})
