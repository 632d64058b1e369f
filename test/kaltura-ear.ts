import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** Stands before a Kaltura, passes everything on, and remembers the addresses that were asked for. */
export async function listenToKaltura(apiUrl: string) {
  const heard: string[] = []
  const server = createServer(async (request, response) => {
    const { url = '/', method = 'GET', headers } = request
    heard.push(url)
    const body = method === 'GET' ? {} : { body: await text(request) }
    const type = headers['content-type'] ?? 'text/plain'
    const answer = await fetch(apiUrl + url, { method, headers: { 'content-type': type }, redirect: 'manual', ...body })
    const passed = ['content-type', 'location'].flatMap((name) => [answer.headers.get(name) ?? []].flat().map((value) => [name, value]))
    response.writeHead(answer.status, Object.fromEntries(passed)).end(await answer.text())
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    close: () => new Promise((done) => server.close(done)),
  }
}
