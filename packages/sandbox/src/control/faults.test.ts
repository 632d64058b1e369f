import { describe, expect, test } from 'vitest'
import { eventually, startSandbox } from '../testing/sandbox-under-test.ts'
import { sandboxFault, sandboxState } from './contract.ts'

describe('faults by the control API', () => {
  test('come, count down before everyone’s eyes, and go', async () => {
    const { control, rest } = await startSandbox()

    const ordered = await control('POST', '/faults', { place: 'discord-rest', kind: 'status', path: '/users', times: 2 })
    const timesLeft = async () => sandboxState.parse((await control('GET', '/state')).json).faults.map(({ times }) => times)
    const before = await timesLeft()
    const first = await rest('GET', '/users/@me')
    const between = await timesLeft()
    const second = await rest('GET', '/users/@me')

    expect(ordered.status).toBe(201)
    expect(sandboxFault.parse(ordered.json)).toMatchObject({ status: 503, times: 2, delayMs: null })
    expect([first, second].map(({ status, json }) => [status, json.message])).toEqual([
      [503, '503: Service Unavailable'],
      [503, '503: Service Unavailable'],
    ])
    expect([before, between, await timesLeft()]).toEqual([[2], [1], []])
    expect((await rest('GET', '/users/@me')).status).toBe(200)
  })

  test('are told to whoever listens, at each step', async () => {
    const { sandbox, control, rest } = await startSandbox()
    const stopping = new AbortController()
    const response = await fetch(`${sandbox.url}/sandbox/events`, { signal: stopping.signal })
    let text = ''
    const reading = response.body?.pipeThrough(new TextDecoderStream()).pipeTo(
      new WritableStream({
        write(chunk) {
          text += chunk
        },
      }),
    )
    const ended = reading?.catch(() => undefined)
    const faults = (shown: string) => eventually(() => text.split('event: state').at(-1)?.includes(`"faults":${shown}`))

    await faults('[]')
    await control('POST', '/faults', { place: 'discord-rest', kind: 'status', times: 1 })
    await faults('[{"id":"fault-1"')
    await rest('GET', '/users/@me')
    await faults('[]')

    stopping.abort()
    await ended
  })

  test('can be taken away once', async () => {
    const { control } = await startSandbox()
    const { json } = await control('POST', '/faults', { place: 'kaltura-media', kind: 'cut' })

    const answers = [await control('DELETE', `/faults/${json.id}`), await control('DELETE', `/faults/${json.id}`)]

    expect(answers.map(({ status, json: said }) => [status, said?.code])).toEqual([
      [204, undefined],
      [404, 'fault.unknown'],
    ])
  })

  test('are refused with a sentence when they make no sense, or are too many', async () => {
    const { sandbox, control } = await startSandbox()
    const wrong = await Promise.all([
      control('POST', '/faults', { place: 'the-moon', kind: 'cut' }),
      control('POST', '/faults', { place: 'kaltura-media', kind: 'rate-limit' }),
      control('POST', '/faults', { place: 'discord-rest', kind: 'slow', delayMs: 60_001 }),
    ])
    for (let count = 0; count < 50; count += 1) sandbox.fault({ place: 'kaltura-api', kind: 'cut' })
    const tooMany = await control('POST', '/faults', { place: 'kaltura-api', kind: 'cut' })

    expect([...wrong, tooMany].map(({ status, json }) => [status, json.code])).toEqual([
      [400, 'body.malformed'],
      [400, 'fault.wrong'],
      [400, 'fault.wrong'],
      [409, 'fault.too-many'],
    ])
    expect(() => sandbox.fault({ place: 'kaltura-api', kind: 'cut' })).toThrow('At most 50 faults')
  })

  test('include a drop of the gateway, which needs no bot', async () => {
    const { control, sandbox, bot } = await startSandbox()
    const quiet = await control('POST', '/gateway/drop')
    await bot()

    const dropped = await control('POST', '/gateway/drop')
    await eventually(() => !sandbox.state().bot.online)
    await eventually(() => sandbox.state().bot.online)

    expect([quiet.status, dropped.status]).toEqual([204, 204])
  })
})
