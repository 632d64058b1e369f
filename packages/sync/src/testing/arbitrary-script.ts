import fc from 'fast-check'
import { anyIntent, anyItem } from './arbitrary-room.ts'
import { tab } from './gate-house.ts'
import type { ScriptLine } from './gate-script.ts'
import { startMs } from './room-story.ts'

type Deed = ScriptLine extends infer Line ? (Line extends ScriptLine ? Omit<Line, 'waitMs'> : never) : never

const socket = fc.constantFrom(0, 0, 1, 1, 2, 2, 3, 4, 5)
const tickets = fc.constantFrom('ada', 'bob', 'cem', 'dot', 'ada?', 'cem?', 'forged', 'stale')
const who = fc.constantFrom('ada', 'bob', 'cem', 'dot', 'nobody')
const readiness = fc.constantFrom('loading', 'ready', 'seeking', 'stalled', 'ended', 'detached')
const soon = fc.integer({ min: startMs - 60_000, max: startMs + 4_000_000 })

/** Of a tab that was here before, or says so. */
const last = fc.record({
  epoch: fc.constantFrom(0, 1, 1, 1, 2, 3),
  seq: fc.oneof(fc.nat(12), fc.nat(120)),
  awayMs: fc.oneof(fc.nat(5000), fc.integer({ min: 100_000, max: 140_000 })),
})
const again = fc.option(fc.record({ attempt: fc.nat(4), last }, { requiredKeys: [] }), { nil: {} })
const hello = fc
  .record({ ticket: tickets, tab: fc.nat(5), protocol: fc.constantFrom(1, 1, 1, 1, 1, 2), again })
  .map(({ ticket, tab: index, protocol, again: more }) => ({ type: 'hello', protocol, ticket, connection: tab(index), ...more }))
const intent = fc
  .tuple(fc.oneof(fc.constantFrom('again', 'and again'), fc.uuid()), anyIntent(who, soon))
  .map(([id, wish]) => ({ type: 'intent', id, ...wish }))
const suggestion = fc.record({
  type: fc.constant('intent'),
  id: anyItem,
  kind: fc.constant('suggest'),
  mediaId: fc.constantFrom('film', 'short', 'shorter', 'live', 'secret'),
})
const react = fc.record({ type: fc.constant('react'), emoji: fc.constantFrom('🔥', '👍', 'x'), positionS: fc.nat(9) })
const ping = fc.record({ type: fc.constant('ping'), t0: fc.nat(1e9) })
const live = fc.record({ by: fc.constantFrom('programme-time', 'programme-time', 'edge'), edgeS: fc.integer({ min: 0, max: 5_000_000 }) })
const report = fc.record(
  {
    type: fc.constant('report'),
    offsetMs: fc.integer({ min: -5000, max: 5000 }),
    rttMs: fc.nat(60_000),
    readiness,
    positionS: fc.nat(3600),
    hidden: fc.boolean(),
    live,
  },
  { requiredKeys: ['type', 'offsetMs', 'rttMs', 'readiness', 'positionS'] },
)

const valid = fc
  .oneof(
    { weight: 1, arbitrary: hello },
    { weight: 24, arbitrary: intent },
    { weight: 6, arbitrary: suggestion },
    { weight: 3, arbitrary: react },
    { weight: 4, arbitrary: ping },
    { weight: 9, arbitrary: report },
  )
  .map((message) => JSON.stringify(message))
const hostileValue = fc.constantFrom(
  '1e999',
  '-1',
  'null',
  '""',
  '[]',
  '{}',
  '1e308',
  '"__proto__"',
  `"${'x'.repeat(300)}"`,
  '9007199254740993',
)

/** A message with one of its values replaced. */
const almost = fc.tuple(valid, hostileValue, fc.nat(9)).map(([text, value, place]) => {
  let count = 0
  return text.replace(/(?<=":)("[^"]*"|[-\d.e]+|true|false)/g, (whole) => (count++ === place ? value : whole))
})

const frame: fc.Arbitrary<{ text: string } | { hex: string }> = fc.oneof(
  { weight: 60, arbitrary: valid.map((text) => ({ text })) },
  { weight: 2, arbitrary: almost.map((text) => ({ text })) },
  { weight: 1, arbitrary: fc.oneof(fc.string(), fc.json(), fc.constant('x'.repeat(17_000))).map((text) => ({ text })) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => ({ hex: Buffer.from(bytes).toString('hex') })) },
)

const coming = fc
  .tuple(socket, fc.constantFrom('fine', 'fine', 'fine', 'fine', 'slow', 'broken'), hello)
  .map(([index, reader, message]): Deed[] => [
    { kind: 'dial', socket: index, reader: reader as 'fine' },
    { kind: 'frame', socket: index, text: JSON.stringify(message) },
  ])
const hangUp = fc
  .tuple(socket, fc.option(fc.constantFrom(1000, 1001, 1006, 65_535), { nil: undefined }))
  .map(([index, code]): Deed[] => [{ kind: 'hang-up', socket: index, ...(code === undefined ? {} : { code }) }])

const deeds = fc.oneof(
  { weight: 6, arbitrary: coming },
  { weight: 80, arbitrary: fc.tuple(socket, frame).map(([index, what]): Deed[] => [{ kind: 'frame', socket: index, ...what }]) },
  { weight: 4, arbitrary: hangUp },
  { weight: 1, arbitrary: fc.constant<Deed[]>([{ kind: 'restart' }]) },
)
const wait = fc.oneof(
  { weight: 240, arbitrary: fc.nat(30) },
  { weight: 60, arbitrary: fc.nat(3000) },
  { weight: 8, arbitrary: fc.nat(20_000) },
  { weight: 1, arbitrary: fc.constant(160_000) },
)

/** Most stories need people in the room. */
const guests = fc.subarray(['ada', 'bob', 'cem?']).map((ids) =>
  ids.flatMap((ticket, index): Deed[] => [
    { kind: 'dial', socket: index, reader: 'fine' },
    { kind: 'frame', socket: index, text: JSON.stringify({ type: 'hello', protocol: 1, ticket, connection: tab(index) }) },
  ]),
)

/** What several clients, some of them hostile, may do to a gate. Long ones by far: left alone, fast-check makes five lines of them. */
export const anyScript: fc.Arbitrary<ScriptLine[]> = fc
  .tuple(fc.tuple(wait, guests), fc.array(fc.tuple(wait, deeds), { maxLength: 120, size: 'max' }))
  .map(([first, acts]) => [first, ...acts])
  .map((acts) => acts.flatMap(([waitMs, group]) => group.map((deed, index) => ({ waitMs: index === 0 ? waitMs : 0, ...deed }))))
