import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { closeCodes, isRetryable } from './close-codes.ts'
import { decodeClientMessage } from './decode-client-message.ts'
import { decodeServerMessage } from './decode-server-message.ts'
import { refusalReasons } from './intents.ts'
import { encodeMessage } from './messages.ts'

const page = readFileSync(new URL('../../PROTOCOL.md', import.meta.url), 'utf8')

/** The examples under a heading of the page, each as one frame. */
function examples(heading: string): string[] {
  const block = page.split(`## ${heading}`)[1]?.split('```')[1] ?? ''
  const plain = block.replace(/^jsonc/, '').replaceAll(/ +\/\/.*$/gm, '')
  return plain.split(/\n(?=\{ "type")/).filter((text) => text.trim() !== '')
}

const typesOf = (frames: readonly string[]) => [...new Set(frames.map((frame) => /"type": "([a-z]+)"/.exec(frame)?.[1]))]

test('[PR6] the page says of every close code whether coming back can help', () => {
  const rows = [...page.matchAll(/^\| ([\d, ]+) \|.*\| (yes|no)\b.*\|$/gm)]
  const said = rows.flatMap(([, codes = '', answer]) => codes.split(',').map((code) => [Number(code), answer === 'yes'] as const))

  expect(said.map(([code]) => [code, isRetryable(code)])).toEqual(said)
  expect(said.map(([code]) => code)).toEqual(expect.arrayContaining(Object.values(closeCodes)))
})

test('[PR1] a server reads what the page has a client say', () => {
  const said = examples('4. Client to server').map((frame) => frame.replace('6f1c…', '00000000-0000-4000-8000-000000000001'))

  expect(typesOf(said)).toEqual(['hello', 'ping', 'intent', 'react', 'report'])
  expect(said.map((frame) => decodeClientMessage(frame).kind)).toEqual(said.map(() => 'message'))
})

test('[PR1] a client reads what the page has a server say, and loses nothing of it', () => {
  const told = examples('5. Server to client')
  const state = /"state": (\{.*\}) \}/s.exec(told.find((frame) => frame.includes('"room",')) ?? '')?.[1] ?? ''
  const whole = told.map((frame) => frame.replace('"state": { … }', `"state": ${state}`).replaceAll('[ … ]', '[]'))
  const read = whole.map((frame) => decodeServerMessage(frame))

  expect(typesOf(told)).toEqual(['welcome', 'pong', 'room', 'refused', 'reactions', 'presence', 'busy'])
  expect(read.map((each) => (each.kind === 'message' ? JSON.parse(encodeMessage(each.message)) : each))).toEqual(
    whole.map((frame) => JSON.parse(frame)),
  )
})

test('[PR5] of a message of any kind no field is kept that is not known', () => {
  const said = examples('4. Client to server').map((frame) => frame.replace('6f1c…', '00000000-0000-4000-8000-000000000001'))
  const more = said.map((frame) => JSON.stringify({ ...JSON.parse(frame), role: 'host', mayControl: true }))

  expect(more.map(decodeClientMessage)).toEqual(said.map(decodeClientMessage))
})

test('the page names every reason of a refusal', () => {
  expect(refusalReasons.filter((reason) => !page.includes(`\`${reason}\``))).toEqual([])
})
