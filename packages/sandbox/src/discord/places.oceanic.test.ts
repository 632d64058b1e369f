import { Client, Intents } from 'oceanic.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { eventually, guest, startSandbox } from '../testing/sandbox-under-test.ts'
import { throughReferee } from '../testing/through-referee.ts'
import { cast } from './cast.ts'

const screenings = cast.filmClub.channels.screenings.id

async function withClient() {
  const under = await startSandbox()
  const baseURL = await throughReferee(under)
  const auth = `Bot ${under.sandbox.environment.DISCORD_BOT_TOKEN}`
  const intents = [Intents.GUILDS, Intents.GUILD_MESSAGES, Intents.DIRECT_MESSAGES]
  const client = new Client({ auth, gateway: { intents }, rest: { baseURL } })
  const errors: unknown[] = []
  client.on('error', (error) => errors.push(error))
  client.on('warn', (warning) => errors.push(warning))
  onTestFinished(() => client.disconnect(false))
  await client.connect()
  await eventually(() => client.ready)
  return { ...under, client, errors }
}

describe('a real oceanic.js client', () => {
  test('starts a thread from a message, pins in it, and archives it', async () => {
    const { client, errors } = await withClient()
    const created = new Promise<string>((resolve) => client.once('threadCreate', (thread) => resolve(thread.name)))
    const message = await client.rest.channels.createMessage(screenings, { content: 'Tonight: Solaris' })

    const thread = await client.rest.channels.startThreadFromMessage(screenings, message.id, { name: 'Solaris' })
    const said = await client.rest.channels.createMessage(thread.id, { content: 'Bring popcorn' })
    await client.rest.channels.pinMessage(thread.id, said.id)
    const pins = await client.rest.channels.getPins(thread.id)
    const archived = await client.rest.channels.edit<typeof thread>(thread.id, { archived: true })

    expect([await created, pins.map((pin) => pin.message.id), archived.threadMetadata.archived]).toEqual(['Solaris', [said.id], true])
    expect(errors).toEqual([])
  })

  test('writes to a person, and makes a channel that not everyone sees', async () => {
    const { client, sandbox, errors } = await withClient()

    const direct = await client.rest.users.createDM(guest)
    await client.rest.channels.createMessage(direct.id, { content: 'Hello' })
    const crew = await client.rest.guilds.createChannel(cast.filmClub.id, 0, { name: 'Crew Room' })
    await client.rest.channels.editPermission(crew.id, cast.filmClub.id, { type: 0, allow: 0n, deny: 1n << 10n })

    const club = sandbox.state().guilds.find(({ id }) => id === cast.filmClub.id)
    expect(sandbox.state().messages).toMatchObject([{ channelId: direct.id, content: 'Hello' }])
    expect(club?.channels.find(({ id }) => id === crew.id)).toMatchObject({ name: 'crew-room', isPrivate: true })
    expect(errors).toEqual([])
  })
})
