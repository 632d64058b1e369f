import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { unusedConnections } from './unused-connections.ts'

/** A server that takes requests and answers when it is told to. */
async function given() {
  let answer = () => {}
  const http = createServer((_, response) => {
    answer = () => void response.end('late')
  })
  const end = unusedConnections(http)
  await once(http.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => http.closeAllConnections())
  const { port } = http.address() as AddressInfo
  return { http, end, url: `http://127.0.0.1:${port}`, dial: () => connect(port, '127.0.0.1'), answer: () => answer() }
}

test('a server that stops does not wait for a connection that a browser opened ahead', async () => {
  const { http, end, dial } = await given()
  const ahead = dial()
  await once(http, 'connection')
  const gone = once(ahead, 'close')
  const closed = once(http.close(), 'close')
  end()

  await Promise.all([closed, gone])
})

test('and ends none on which something was asked', async () => {
  const { http, end, url, answer } = await given()
  const asked = fetch(url)
  await once(http, 'request')
  end()
  answer()

  expect(await (await asked).text()).toBe('late')
})
