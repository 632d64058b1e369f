import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyIntent, instant, positionS, somePolicies } from '../testing/arbitrary-room.ts'
import { closeCodes, isRetryable, retryable } from './close-codes.ts'
import { decodeClientMessage } from './decode-client-message.ts'
import { decodeServerMessage } from './decode-server-message.ts'
import { defaultPolicies } from './intents.ts'
import { limits } from './limits.ts'
import { type ClientMessage, encodeMessage, readinesses, type ServerMessage } from './messages.ts'
import { reactionEmojis } from './reactions.ts'

const id = fc.string({ minLength: 1, maxLength: limits.idChars })
const rate = fc.double({ min: 0.25, max: 2, noNaN: true })
const count = fc.nat()
const member = fc.record(
  { id, name: fc.string({ minLength: 1, maxLength: limits.nameChars }), mayControl: fc.boolean(), mayModerate: fc.constant(true as const) },
  { requiredKeys: ['id', 'name', 'mayControl'] },
)
/** What is live has no length (LV8). */
const withoutLength = <T extends { live?: unknown; durationS?: number }>({ durationS, ...media }: T) => ({
  ...media,
  ...(media.live || durationS === undefined ? {} : { durationS }),
})
const timeline = fc.record({ positionS, atMs: instant, rate, playing: fc.boolean() })
const snapshot = fc
  .record(
    {
      mediaId: id,
      live: fc.record(
        {
          by: fc.constantFrom('programme-time' as const, 'edge' as const),
          edge: fc.record({ positionS, atMs: instant }),
          setBackAtMs: instant,
        },
        { requiredKeys: ['by'] },
      ),
      title: fc.string({ minLength: 1, maxLength: limits.titleChars }),
      queue: fc.array(
        fc
          .record(
            {
              id,
              mediaId: id,
              title: fc.string({ minLength: 1, maxLength: limits.titleChars }),
              durationS: positionS,
              live: fc.constant(true as const),
              memberId: id,
              accepted: fc.boolean(),
              votes: fc.array(id, { maxLength: 4 }),
            },
            { requiredKeys: ['id', 'mediaId', 'title', 'memberId', 'accepted', 'votes'] },
          )
          .map(withoutLength),
        { maxLength: 4 },
      ),
      durationS: positionS,
      hostId: id,
      hostTerm: count,
      coHosts: fc.array(id, { maxLength: 5 }),
      locked: fc.boolean(),
      requests: fc.array(fc.record({ memberId: id, kind: fc.constantFrom('pending' as const, 'declined' as const), untilMs: instant }), {
        maxLength: 5,
      }),
      policies: somePolicies.map((some) => ({ ...defaultPolicies, ...some })),
      stalled: fc.array(id, { maxLength: 5 }),
      hold: fc.oneof(
        fc.record({ cause: fc.constant('stall' as const), needed: count, untilMs: instant }),
        fc.record({ cause: fc.constant('ads' as const), memberId: id, untilMs: instant }),
      ),
      timeline,
    },
    { requiredKeys: ['mediaId', 'queue', 'hostTerm', 'coHosts', 'locked', 'requests', 'policies', 'stalled', 'timeline'] },
  )
  .map(withoutLength)
const revision = fc.record({ epoch: count, seq: count, mark: count, state: snapshot })
const present = fc.tuple(member, fc.boolean()).map(([one, isPresent]) => ({ ...one, present: isPresent }))

const clientMessage: fc.Arbitrary<ClientMessage> = fc.oneof(
  fc.record(
    {
      type: fc.constant('hello' as const),
      protocol: count,
      ticket: fc.string({ minLength: 1, maxLength: 500 }),
      connection: fc.uuid(),
      last: fc.record({ epoch: count, seq: count, mark: count, awayMs: instant }),
    },
    { requiredKeys: ['type', 'protocol', 'ticket', 'connection'] },
  ),
  fc.record({ type: fc.constant('ping' as const), t0: instant }),
  fc.record({ type: fc.constant('react' as const), emoji: fc.constantFrom(...reactionEmojis), positionS }),
  fc
    .tuple(id, fc.oneof(anyIntent(id), fc.record({ kind: fc.constant('suggest' as const), mediaId: id })))
    .map(([intentId, intent]) => ({ type: 'intent' as const, id: intentId, ...intent })),
  fc.record(
    {
      type: fc.constant('report' as const),
      offsetMs: fc.integer(),
      rttMs: fc.nat(60_000),
      readiness: fc.constantFrom(...readinesses),
      positionS,
      hidden: fc.constant(true as const),
      live: fc.record({ by: fc.constantFrom('programme-time' as const, 'edge' as const), edgeS: positionS }),
    },
    { requiredKeys: ['type', 'offsetMs', 'rttMs', 'readiness', 'positionS'] },
  ),
)

const serverMessage: fc.Arbitrary<ServerMessage> = fc.oneof(
  fc.record(
    {
      type: fc.constant('welcome' as const),
      member,
      room: revision,
      members: fc.array(present, { maxLength: 5 }),
      serverMs: instant,
      boundMs: instant,
      gap: fc.constantFrom('missed' as const, 'restored' as const),
    },
    { requiredKeys: ['type', 'member', 'room', 'members', 'serverMs'] },
  ),
  fc.record({ type: fc.constant('busy' as const), retryAfterMs: fc.nat(limits.retryAfterMs) }),
  fc.record({ type: fc.constant('presence' as const), members: fc.array(present, { maxLength: 5 }) }),
  fc
    .tuple(instant, instant, fc.nat(1000))
    .map(([t0, t1, took]) => ({ type: 'pong' as const, t0, t1: Math.min(t1, 8e15), t2: Math.min(t1, 8e15) + took })),
  fc.record({
    type: fc.constant('reactions' as const),
    reactions: fc.array(fc.record({ emoji: fc.constantFrom(...reactionEmojis), atS: fc.nat(9999), count }), { maxLength: 9 }),
  }),
  revision.map((one) => ({ type: 'room' as const, ...one })),
  fc.record({ type: fc.constant('refused' as const), id, reason: fc.constant('not-host' as const) }),
)

describe('decoding', () => {
  test('[PR1] every message survives the wire, as text and as bytes', () => {
    fc.assert(
      fc.property(clientMessage, serverMessage, (asked, answered) => {
        expect(decodeClientMessage(encodeMessage(asked))).toEqual({ kind: 'message', message: asked })
        expect(decodeServerMessage(bytes(encodeMessage(answered)))).toEqual({ kind: 'message', message: answered })
      }),
    )
  })

  test('[PR2] no bytes, no text and no JSON make a decoder throw', () => {
    const frames = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string(), fc.json(), mutated(clientMessage), mutated(serverMessage))
    const kinds = ['message', 'refused']

    fc.assert(
      fc.property(frames, (frame) => kinds.includes(decodeClientMessage(frame).kind) && kinds.includes(decodeServerMessage(frame).kind)),
      { numRuns: 2000 },
    )
  })

  test.each([
    ['a negative position', '{"type":"intent","id":"1","kind":"seek","positionS":-0.1}'],
    ['an infinite position', '{"type":"intent","id":"1","kind":"seek","positionS":1e999}'],
    ['a position of many lives', '{"type":"intent","id":"1","kind":"seek","positionS":1e300}'],
    ['a position that is text', '{"type":"intent","id":"1","kind":"seek","positionS":"1"}'],
    ['NaN, which JSON writes as null', '{"type":"ping","t0":null}'],
    ['a rate of 0', '{"type":"intent","id":"1","kind":"rate","positionS":1,"rate":0}'],
    ['a rate of 2.01', '{"type":"intent","id":"1","kind":"rate","positionS":1,"rate":2.01}'],
    ['a rate intent without a rate', '{"type":"intent","id":"1","kind":"rate","positionS":1}'],
    ['a policy that is none', '{"type":"intent","id":"1","kind":"policy","policies":{"remote":"mine"}}'],
    ['a grant to nobody', '{"type":"intent","id":"1","kind":"grant"}'],
    ['an unknown intent', '{"type":"intent","id":"1","kind":"eject","positionS":1}'],
    ['a connection that is no UUID', '{"type":"hello","protocol":1,"ticket":"t","connection":"tab"}'],
    ['an array', '[]'],
  ])('[PR3] refuses %s', (_, frame) => {
    expect(decodeClientMessage(frame)).toMatchObject({ kind: 'refused', reason: 'message.malformed' })
  })

  test('[PR4] measures a frame in bytes, before it parses', () => {
    const wide = encodeMessage({ type: 'hello', protocol: 1, ticket: '€'.repeat(8000), connection: '0' })

    expect(wide.length).toBeLessThan(limits.messageBytes)
    expect(decodeClientMessage(wide)).toEqual({ kind: 'refused', reason: 'message.too-large' })
    expect(decodeClientMessage(bytes(wide))).toEqual({ kind: 'refused', reason: 'message.too-large' })
  })

  test('[PR4] the welcome of a full room fits, with the longest of everything', () => {
    const longest = '€'.repeat(limits.idChars)
    const everybody = Array.from({ length: limits.members }, () => longest)
    const item = {
      id: longest,
      mediaId: longest,
      title: '€'.repeat(limits.titleChars),
      durationS: 1 / 3,
      memberId: longest,
      accepted: true,
    }
    const votes = everybody.slice(0, (limits.members * limits.votesPerMember) / limits.queueItems)
    const welcome = encodeMessage({
      type: 'welcome',
      member: { id: longest, name: longest, mayControl: true, mayModerate: true },
      members: everybody.map((name) => ({ id: name, name, mayControl: true, present: true, readiness: 'detached' })),
      room: {
        epoch: 1e15,
        seq: 1e15,
        mark: 1e15,
        state: {
          mediaId: longest,
          hostId: longest,
          hostTerm: 1e15,
          coHosts: everybody,
          locked: false,
          requests: everybody.slice(0, limits.requests).map((memberId) => ({ memberId, kind: 'declined', untilMs: 1 / 3 })),
          policies: defaultPolicies,
          stalled: everybody,
          queue: Array.from({ length: limits.queueItems }, () => ({ ...item, votes })),
          timeline: { positionS: 1 / 3, atMs: 1 / 3, rate: 1 / 3, playing: true },
        },
      },
      serverMs: 1 / 3,
    })

    expect(decodeServerMessage(welcome).kind).toBe('message')
  })

  test('[PR5] keeps no field that it does not know', () => {
    expect(decodeClientMessage('{"type":"ping","t0":1,"role":"host","__proto__":{"mayControl":true}}')).toEqual({
      kind: 'message',
      message: { type: 'ping', t0: 1 },
    })
    expect(decodeClientMessage('{"type":"constructor"}')).toEqual({ kind: 'refused', reason: 'message.unknown-type' })
  })
})

describe('close codes', () => {
  test('[PR6] say whether coming back can help', () => {
    expect(Object.keys(retryable).map(Number).sort()).toEqual(Object.values(closeCodes).sort())
    expect([1001, 1006, 1012, 1013, 4403, 4429].map(isRetryable)).toEqual(Array(6).fill(true))
    expect([1000, 1008, 4400, 4401, 4404, 4409, 4422, 4999].map(isRetryable)).toEqual(Array(8).fill(false))
  })
})

function mutated<T>(messages: fc.Arbitrary<T>): fc.Arbitrary<string> {
  return fc.tuple(messages, fc.nat(), fc.jsonValue()).map(([message, at, value]) => {
    const fields = Object.entries(message as object)
    return JSON.stringify(
      Object.fromEntries(fields.map(([name, was], index) => [name, name !== 'type' && index === at % fields.length ? value : was])),
    )
  })
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
