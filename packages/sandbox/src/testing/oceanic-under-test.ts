import { once } from 'node:events'
import { createServer } from 'node:http'
import { Client, type IntentNames } from 'oceanic.js'
import { onTestFinished } from 'vitest'
import { eventually, type SandboxUnderTest } from './sandbox-under-test.ts'

/** A ready oceanic.js client, whose REST passes the referee by way of a server, since it calls the global `fetch`. */
export async function startOceanic(under: SandboxUnderTest, intents: IntentNames[]): Promise<Client> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const answer = await under.rest(request.method ?? '', request.url ?? '', {
      authorization: request.headers.authorization ?? null,
      ...(text === '' ? {} : { body: JSON.parse(text) }),
    })
    response.writeHead(answer.status, Object.fromEntries([...answer.headers].filter(([name]) => /^(content-type|x-rate|retry)/.test(name))))
    response.end(answer.json === undefined ? undefined : JSON.stringify(answer.json))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const baseURL = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : ''
  const auth = `Bot ${under.sandbox.environment.DISCORD_BOT_TOKEN}`
  const client = new Client({ auth, gateway: { intents }, rest: { baseURL } })
  onTestFinished(() => {
    client.disconnect(false)
    server.close()
    server.closeAllConnections()
  })
  await client.connect()
  await eventually(() => client.ready)
  return client
}
