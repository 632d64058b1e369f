import { once } from 'node:events'
import { createServer } from 'node:http'
import { onTestFinished } from 'vitest'
import type { SandboxUnderTest } from './sandbox-under-test.ts'

/** Where a library that calls the global `fetch` finds REST under the eyes of the referee. It ends with the test. */
export async function throughReferee({ rest }: Pick<SandboxUnderTest, 'rest'>): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const answer = await rest(request.method ?? '', request.url ?? '', {
      authorization: request.headers.authorization ?? null,
      ...(text === '' ? {} : { body: JSON.parse(text) }),
    })
    response.writeHead(answer.status, Object.fromEntries([...answer.headers].filter(([name]) => /^(content-type|x-rate|retry)/.test(name))))
    response.end(answer.json === undefined ? undefined : JSON.stringify(answer.json))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  return typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : ''
}
