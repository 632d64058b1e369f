import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createManualClock } from '../../testing/manual-clock.ts'
import { eventually, type Json, member, type SandboxUnderTest, startSandbox } from '../../testing/sandbox-under-test.ts'

const watch = { type: 1 as const, name: 'watch', description: 'Watch a video', default_member_permissions: null }

/** An application's HTTP server. It checks signatures with WebCrypto unless it is `careless`, and answers interactions with `reply`. */
async function receiver(under: SandboxUnderTest, reply: (interaction: Json) => { status: number; body?: unknown }, careless = false) {
  const key = await crypto.subtle.importKey('raw', Buffer.from(under.sandbox.publicKey, 'hex'), 'Ed25519', false, ['verify'])
  const got: Json[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const signature = Buffer.from(String(request.headers['x-signature-ed25519']), 'hex')
    const signed = Buffer.from(`${request.headers['x-signature-timestamp']}${body}`)
    const isGood = careless || (await crypto.subtle.verify('Ed25519', key, signature, signed))
    const interaction: Json = JSON.parse(body)
    got.push(interaction)
    const answer = interaction.type === 1 ? { status: 200, body: { type: 1 } } : reply(interaction)
    response.writeHead(isGood ? answer.status : 401, { 'content-type': 'application/json' })
    response.end(isGood && answer.body !== undefined ? JSON.stringify(answer.body) : undefined)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/interactions`, got }
}

const point = (under: SandboxUnderTest, url: string | null) =>
  under.rest('PATCH', '/applications/@me', { body: { interactions_endpoint_url: url } })

describe('an interactions endpoint', () => {
  test('that checks signatures is taken, gets interactions instead of the gateway, and answers in its HTTP response', async () => {
    const under = await startSandbox()
    const { url, got } = await receiver(under, ({ data }) => ({
      status: 200,
      body: { type: 4, data: { content: `You used ${data.name}` } },
    }))
    const client = await under.bot()
    const overGateway: string[] = []
    client.on('interactionCreate', ({ id }) => overGateway.push(id))
    await client.application.commands.create(watch)

    const taken = await point(under, url)
    const reply = await under.sandbox.as('member').use('/watch')

    expect([taken.status, taken.json.interactions_endpoint_url]).toEqual([200, url])
    expect(reply).toMatchObject({ message: { content: 'You used watch', answers: { userId: member } } })
    expect(got.map(({ type }) => type)).toEqual([1, 1, 2])
    expect(got[0]).toMatchObject({ entitlements: [], authorizing_integration_owners: {}, attachment_size_limit: 10_485_760 })
    expect(overGateway).toEqual([])
  })

  test('that checks nothing is refused', async () => {
    const under = await startSandbox()
    const { url } = await receiver(under, () => ({ status: 200 }), true)

    const refused = await point(under, url)
    const own = await under.rest('GET', '/applications/@me')

    expect(refused.json.errors.interactions_endpoint_url._errors[0].code).toBe('APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID')
    expect(own.json.interactions_endpoint_url).toBeNull()
  })

  test('that is not there, or on another machine, is refused', async () => {
    const under = await startSandbox()

    const nobody = await point(under, 'http://127.0.0.1:9/interactions')
    const elsewhere = await point(under, 'https://example.com/interactions')

    expect([nobody.status, nobody.json.code]).toEqual([400, 50035])
    expect([elsewhere.status, elsewhere.json.code]).toEqual([400, 50035])
  })

  test('may say 202 and answer by REST', async () => {
    const under = await startSandbox()
    const { url, got } = await receiver(under, () => ({ status: 202 }))
    under.sandbox.discord.commands.create(undefined, watch)
    await point(under, url)

    const reply = under.sandbox.as('member').use('/watch')
    const { id, token } = await eventually(() => got.find(({ type }) => type === 2))
    await under.rest('POST', `/interactions/${id}/${token}/callback`, {
      body: { type: 4, data: { content: 'Later' } },
      authorization: null,
    })

    expect(await reply).toMatchObject({ message: { content: 'Later' } })
  })

  test('that answers with nonsense has failed', async () => {
    const under = await startSandbox()
    const { url } = await receiver(under, () => ({ status: 200, body: { type: 99 } }))
    const { json: command } = await under.rest('POST', `/applications/${under.sandbox.environment.DISCORD_APPLICATION_ID}/commands`, {
      body: watch,
    })
    await point(under, url)

    await under.control('POST', `/members/${member}/commands`, { channelId: '1100000000000000011', commandId: command.id, options: [] })

    await eventually(() => under.sandbox.state().messages.some(({ state }) => state === 'failed'))
  })

  test('that is silent for three seconds has failed too', async () => {
    const clock = createManualClock()
    const under = await startSandbox({ clock })
    const hanging = createServer(() => {})
    await once(hanging.listen(0, '127.0.0.1'), 'listening')
    onTestFinished(() => {
      hanging.close()
      hanging.closeAllConnections()
    })
    const address = hanging.address()
    const { store, interactions } = under.sandbox.discord
    store.change((world) =>
      Object.assign(world, { interactionsEndpointUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/` }),
    )
    const { answered } = interactions.start({
      type: 2,
      userId: member,
      channelId: '1100000000000000011',
      name: 'watch',
      label: '/watch',
      data: { id: '1', name: 'watch', type: 1 },
    })

    clock.advance(3_000)

    expect(await answered).toBeUndefined()
  })

  test('that is taken back leaves interactions to the gateway', async () => {
    const under = await startSandbox()
    const { url, got } = await receiver(under, () => ({ status: 202 }))
    const client = await under.bot()
    await client.application.commands.create(watch)
    client.on('interactionCreate', (interaction) => void (interaction.isRepliable() && interaction.reply('By gateway')))
    await point(under, url)
    await point(under, null)

    const reply = await under.sandbox.as('member').use('/watch')

    expect(reply).toMatchObject({ message: { content: 'By gateway' } })
    expect(got.filter(({ type }) => type === 2)).toEqual([])
  })
})
