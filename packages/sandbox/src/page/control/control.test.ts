import { describe, expect, test } from 'vitest'
import { createControlClient } from './control-client.ts'
import { type EventLine, followState, type StreamStatus } from './state-stream.ts'

describe('asking the sandbox', () => {
  test('a refusal shows the server’s own sentence', async () => {
    expect(await clientAnswering(409, { message: 'The bot is offline.' }).publishRecording()).toEqual({
      kind: 'failed',
      message: 'The bot is offline.',
    })
    expect(await clientAnswering(500, { error: { message: 'Broken.' } }).publishRecording()).toEqual({ kind: 'failed', message: 'Broken.' })
    expect(await clientAnswering(500, undefined).publishRecording()).toEqual({ kind: 'failed', message: 'The sandbox refused (500).' })
  })

  test('an answer without a body is fine where none is promised', async () => {
    expect(await clientAnswering(204, undefined).join('20', 'i-1')).toMatchObject({ kind: 'ok' })
  })

  test('nobody there is a sentence, not an exception', async () => {
    const client = createControlClient({ fetch: () => Promise.reject(new TypeError('gone')) })
    expect(await client.publishRecording()).toMatchObject({ kind: 'failed', message: expect.stringContaining('still running') })
  })

  test('an RPC refusal keeps its code', async () => {
    expect(await clientAnswering(400, { code: 4009, message: 'Invalid token' }).authenticate('20', { access_token: 'x' })).toEqual({
      kind: 'refused',
      code: 4009,
      message: 'Invalid token',
    })
  })

  test('a user id cannot reach another path', async () => {
    const asked: string[] = []
    const client = createControlClient({
      fetch: async (url) => {
        asked.push(String(url))
        return new Response(null, { status: 204 })
      },
    })
    await client.leave('../x', 'i/1')
    expect(asked).toEqual(['/sandbox/members/..%2Fx/instances/i%2F1/leave'])
  })
})

describe('following the state', () => {
  test('a line that breaks is reported and opened again', () => {
    const { lines, statuses, retry } = follow()
    lines[0]?.say('open')
    lines[0]?.say('error')
    lines[0]?.say('error')
    retry()

    expect(statuses).toEqual(['connecting', 'live', 'lost'])
    expect(lines.map((line) => line.closed)).toEqual([true, false])
  })

  test('a state that came by event is not overwritten by the slower first read', async () => {
    const { lines, states, answerRead } = follow()
    lines[0]?.say('open')
    lines[0]?.say('state', JSON.stringify({ ...state, guild: { id: '1', name: 'new' } }))
    await answerRead({ ...state, guild: { id: '1', name: 'old' } })

    expect(states).toEqual(['new'])
  })

  test('something that is not a state is reported and kept out', () => {
    const { lines, states, statuses } = follow()
    lines[0]?.say('state', '{"a":')

    expect(states).toEqual([])
    expect(statuses.at(-1)).toBe('misunderstood')
  })
})

const state = {
  guild: { id: '1', name: 'g' },
  channels: [],
  guilds: [],
  directs: [],
  installedFor: [],
  members: [],
  bot: { id: '2', name: 'b', online: true },
  commands: [],
  messages: [],
  instances: [],
  modals: [],
  clients: {},
  seed: 1,
  scenario: { kind: 'idle' },
  voiceChannels: [],
  events: [],
  invites: [],
  quickLinks: [],
  faults: [],
  kaltura: { entries: [], deliveries: [], meetings: [], beacons: [] },
}

function clientAnswering(status: number, body: unknown) {
  return createControlClient({ fetch: async () => new Response(body === undefined ? null : JSON.stringify(body), { status }) })
}

function follow() {
  const lines: (EventLine & { closed: boolean; say(type: string, data?: string): void })[] = []
  const statuses: StreamStatus['kind'][] = []
  const states: string[] = []
  let due = () => {}
  let answer: (value: unknown) => void = () => {}
  followState({
    open: () => {
      const line = fakeLine()
      lines.push(line)
      return line
    },
    readState: () =>
      new Promise((resolve) => {
        answer = resolve
      }),
    after: (_ms, run) => {
      due = run
      return () => {}
    },
    onState: (next) => states.push(next.guild.name),
    onStatus: (status) => statuses.push(status.kind),
  })
  const answerRead = async (value: unknown) => {
    answer(value)
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return { lines, statuses, states, retry: () => due(), answerRead }
}

function fakeLine() {
  const listeners: { type: string; listener: (event: Event) => void }[] = []
  const line = {
    closed: false,
    addEventListener: (type: string, listener: (event: Event) => void) => listeners.push({ type, listener }),
    close: () => {
      line.closed = true
    },
    say: (type: string, data?: string) => {
      for (const each of listeners) if (each.type === type) each.listener(Object.assign(new Event(type), { data }))
    },
  }
  return line
}
