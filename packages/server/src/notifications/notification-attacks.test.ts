import { describe, expect, test } from 'vitest'
import { givenReceiver, headersFor, linesOf, raw, ready, startMs, utf8 } from '../testing/notification-receiver.ts'

// The numbers are those of packages/kaltura/docs/attacks.md; what needs no server is tried there.

const dayMs = 24 * 3600 * 1000

describe('a receiver of notifications', () => {
  test('[A1] [A2] takes nothing unsigned, and tells nothing of why', async () => {
    const { post, messages } = await givenReceiver()
    const body = utf8(ready)
    const { 'X-KALTURA-SIGNATURE': _, ...unsigned } = await headersFor(body)

    expect(await post(body, unsigned)).toBe('401 notification.signature')
    expect(await post(body, { ...unsigned, 'X-KALTURA-SIGNATURE': '' })).toBe('401 notification.signature')
    expect(messages).toEqual([])
  })

  test('[A6] [A16] takes nothing that another account signed, whatever template it names', async () => {
    const { post } = await givenReceiver()
    const body = utf8({ ...ready, templateId: 9 })

    expect(await post(body, await headersFor(body, 'other', 'main'))).toBe('401 notification.signature')
    expect(await post(body, await headersFor(body, 'main', 'other'))).toBe('401 notification.token')
  })

  test('[A9] takes nothing with two signatures', async () => {
    const { port } = await givenReceiver()
    const body = utf8(ready)
    const lines = linesOf(await headersFor(body))
    const head = [...lines, ...lines.filter((line) => line.startsWith('X-KALTURA-SIGNATURE')), `content-length: ${body.length}`]

    expect(await raw(port, head, (write) => write(body))).toMatch(/^HTTP\/1.1 401 /)
  })

  test('[A12] drops a replay after a second, an hour and eight days', async () => {
    const { post, clock, messages, idle } = await givenReceiver()
    const body = utf8(ready)
    const postAfter = (ms: number) => {
      clock.nowMs = startMs + ms
      return post(body)
    }

    expect(await postAfter(0)).toBe('200 accepted')
    expect(await postAfter(1000)).toBe('200 duplicate')
    expect(await postAfter(3600 * 1000)).toBe('200 duplicate')
    expect(await postAfter(8 * dayMs)).toBe('200 duplicate')
    await idle()
    expect(messages).toHaveLength(1)
  })

  test('[A13] [A14] drops a known job with another body, and a known body under another job', async () => {
    const { post } = await givenReceiver()
    await post(utf8(ready))

    expect(await post(utf8({ ...ready, object: { ...ready.object, id: '0_other001' } }))).toBe('200 duplicate')
    expect(await post(utf8({ ...ready, eventNotificationJobId: 1 }))).toBe('200 duplicate')
  })

  test('[A15] makes one message of a hundred copies at once', async () => {
    const { post, messages, idle } = await givenReceiver()
    const body = utf8(ready)
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => post(body)))
    await idle()

    expect(outcomes.filter((outcome) => outcome === '200 accepted')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === '200 duplicate')).toHaveLength(99)
    expect(messages).toMatchObject([{ channelId: '77', edits: 0 }])
  })

  test('[A17] takes nothing about another account, though it is rightly signed', async () => {
    const { post, messages } = await givenReceiver()

    expect(await post(utf8({ ...ready, object: { ...ready.object, partnerId: 666 } }))).toBe('403 notification.partner')
    expect(messages).toEqual([])
  })

  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('[A28] has nothing to say to %s', async (method) => {
    expect(await (await givenReceiver()).status(method)).toBe(404)
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/xml'])(
    '[A29] judges bytes, not what %s claims of them',
    async (type) => {
      const { post } = await givenReceiver()
      const [json, other] = [utf8(ready), utf8('<n/>')]

      expect(await post(json, { ...(await headersFor(json)), 'content-type': type })).toBe('200 accepted')
      expect(await post(other, { ...(await headersFor(other)), 'content-type': 'application/json' })).toBe('401 notification.signature')
    },
  )
})
