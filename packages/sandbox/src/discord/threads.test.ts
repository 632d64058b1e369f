import { ChannelType, Events, ThreadAutoArchiveDuration } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import { channelId, eventually, guest, startSandbox } from '../testing/sandbox-under-test.ts'
import { cast } from './cast.ts'

const screenings = cast.filmClub.channels.screenings.id

/** A real client and its text channel in the guild where it may look after threads. */
async function inFilmClub(options: Parameters<typeof startSandbox>[0] = {}) {
  const under = await startSandbox(options)
  const client = await under.bot()
  const channel = await client.channels.fetch(screenings)
  if (channel?.type !== ChannelType.GuildText) throw new Error('It is a text channel.')
  return { ...under, client, channel }
}

describe('threads', () => {
  test('branch off a message once, and the message says so', async () => {
    const { channel, client, sandbox, rest } = await inFilmClub()
    const created = new Promise<string>((resolve) => client.once(Events.ThreadCreate, (thread) => resolve(thread.name)))
    const message = await channel.send('Tonight: Solaris')

    const thread = await message.startThread({ name: 'Solaris' })
    await thread.send('Bring popcorn')
    const again = await rest('POST', `/channels/${screenings}/messages/${message.id}/threads`, { body: { name: 'Twice' } })
    const told = await channel.messages.fetch({ message: message.id, force: true })

    expect([thread.id, thread.ownerId, await created, again.json.code]).toEqual([message.id, client.user.id, 'Solaris', 160004])
    expect([told.hasThread, told.thread?.messageCount]).toEqual([true, 1])
    expect(sandbox.state().messages.map(({ content }) => content)).toEqual(['Tonight: Solaris', '', 'Bring popcorn'])
  })

  test('without a message are public with a word in the channel, or private and seen by those inside alone', async () => {
    const { channel, sandbox, client } = await inFilmClub()

    const open = await channel.threads.create({ name: 'Snacks' })
    const closed = await channel.threads.create({ name: 'Surprise', type: ChannelType.PrivateThread, invitable: false })
    await closed.members.add(guest)
    const inside = (await closed.members.fetch()).map(({ id }) => id)
    const active = await channel.threads.fetchActive()

    expect(sandbox.state().messages.map(({ content }) => content)).toEqual(['Snacks'])
    expect(inside).toEqual([client.user.id, guest])
    expect([...active.threads.keys()].sort()).toEqual([open.id, closed.id].sort())
  })

  test('archive themselves when nothing happens, and a message wakes them', async () => {
    const clock = createManualClock()
    const { channel, rest } = await inFilmClub({ clock })
    const thread = await channel.threads.create({ name: 'Short', autoArchiveDuration: ThreadAutoArchiveDuration.OneHour })
    const path = `/channels/${thread.id}`

    clock.advance(59 * 60_000)
    await rest('POST', `${path}/messages`, { body: { content: 'still here' } })
    clock.advance(59 * 60_000)
    const awake = await rest('GET', path)
    clock.advance(60_000)
    const asleep = await rest('GET', path)
    const listed = await rest('GET', `/channels/${screenings}/threads/archived/public`)
    await rest('POST', `${path}/messages`, { body: { content: 'again' } })
    const woken = await rest('GET', path)

    expect([awake, asleep, woken].map(({ json }) => json.thread_metadata.archived)).toEqual([false, true, false])
    expect(listed.json.threads.map((one: { id: string }) => one.id)).toEqual([thread.id])
    expect([woken.json.message_count, woken.json.total_message_sent]).toEqual([2, 2])
  })

  test('can be locked, left, joined and deleted, and a client hears of each', async () => {
    const { channel, client } = await inFilmClub()
    const heard: string[] = []
    client.on(Events.ThreadUpdate, (_, thread) => heard.push(thread.locked ? 'locked' : 'changed'))
    client.on(Events.ThreadMembersUpdate, (added, removed) => heard.push(`+${added.size} -${removed.size}`))
    client.on(Events.ThreadDelete, () => heard.push('deleted'))
    const thread = await channel.threads.create({ name: 'Quiz' })

    await thread.setLocked(true)
    await thread.leave()
    await thread.join()
    await thread.delete()
    await eventually(() => heard.includes('deleted'))

    expect(heard).toEqual(['locked', '+0 -1', '+1 -0', 'deleted'])
  })

  test('refuse a bot what it may not do', async () => {
    const { sandbox, rest } = await startSandbox()
    const { store, threads, messages } = sandbox.discord
    const parent = store.world.channels.get(channelId)
    if (parent?.kind !== 'guild') throw new Error('It is a channel of the guild.')
    const begun = threads.start({ parent, ownerId: guest, name: 'Gus alone' })
    const secret = threads.start({ parent, ownerId: guest, name: 'Secret', type: ChannelType.PrivateThread })
    if (begun.kind === 'refused' || secret.kind === 'refused') throw new Error('They are started.')
    const thread = begun.value
    const path = `/channels/${thread.id}`
    const said = messages.post({ channelId: thread.id, draft: { content: 'x' } })

    const rename = await rest('PATCH', path, { body: { name: 'Mine' } })
    const remove = await rest('DELETE', path)
    const hidden = await rest('GET', `/channels/${secret.value.id}`)
    threads.edit(thread, { locked: true })
    const locked = await rest('POST', `${path}/messages`, { body: { content: 'x' } })
    threads.edit(thread, { locked: false, archived: true })
    const joined = await rest('PUT', `${path}/thread-members/@me`)
    const edited = await rest('PATCH', `${path}/messages/${said.id}`, { body: { content: 'y' } })

    expect([rename, remove, hidden, locked, joined, edited].map(({ json }) => json.code)).toEqual([
      50013, 50013, 50001, 160005, 50083, 50083,
    ])
  })
})
