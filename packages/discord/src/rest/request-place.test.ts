import { expect, test } from 'vitest'
import { requestPlace } from './request-place.ts'

const id = '1100000000000000077'
const asBot = { headers: { Authorization: 'Bot a.b.c' } }
const at = (method: string, path: string) => requestPlace(`https://discord.com/api/v10${path}`, { method, ...asBot })

test.each([
  ['POST', `/channels/${id}/messages`, `POST /channels/${id}/messages`],
  ['PATCH', `/channels/${id}/messages/${id}`, `PATCH /channels/${id}/messages/:id`],
  ['GET', `/guilds/${id}/members/${id}?with=1`, `GET /guilds/${id}/members/:id`],
  ['PUT', `/channels/${id}/messages/${id}/reactions/%F0%9F%91%8D/@me`, `PUT /channels/${id}/messages/:id/reactions/:id/@me`],
  ['PUT', `/applications/${id}/guilds/${id}/commands`, 'PUT /applications/:id/guilds/:id/commands'],
  ['GET', '/gateway/bot', 'GET /gateway/bot'],
])('with the bot’s token a request is of people, and on the route that the server counts it on: %s %s', (method, path, route) => {
  expect(at(method, path)).toEqual({ route, lane: 'people' })
})

test.each([
  `/interactions/${id}/aW50ZXJhY3Rpb24/callback`,
  `/webhooks/${id}/aW50ZXJhY3Rpb24`,
  `/webhooks/${id}/aW50ZXJhY3Rpb24/messages/@original`,
])('an answer to an interaction takes no turn, whoever signs it, and its address is kept nowhere: %s', (path) => {
  expect(at('POST', path)).toEqual({ route: undefined, lane: 'tokenless' })
})

test.each([{}, { headers: { authorization: 'Bearer of-a-user' } }])(
  'what is sent without the bot’s token takes none of its turns',
  (init) => {
    expect(requestPlace('https://discord.com/api/v10/users/@me', init)).toEqual({ route: undefined, lane: 'tokenless' })
  },
)
