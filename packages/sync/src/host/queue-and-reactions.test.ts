import { describe, expect, test } from 'vitest'
import type { ServerMessage } from '../protocol/messages.ts'
import { house, tab } from '../testing/gate-house.ts'
import type { Queueable } from './queueable.ts'

const suggestion = (id: string, mediaId: string) => ({ type: 'intent', id, kind: 'suggest', mediaId }) as const
const refusals = (heard: readonly ServerMessage[]) => heard.flatMap((message) => (message.type === 'refused' ? [message.reason] : []))

/** Ada is in a room whose application judges by `queueable`. */
async function ada(queueable?: Queueable) {
  const { time, dial } = house(queueable ? { queueable } : {})
  const caller = dial()
  caller.hello('ada', tab(1))
  await time.pass(10)
  const say: typeof caller.say = (message) => caller.say(message)
  return { time, dial, say, heard: caller.heard }
}

describe('a suggestion', () => {
  test('[QU1] is judged by the application for that member, and listed under the title that it gives', async () => {
    const asked: unknown[] = []
    const { time, say, heard } = await ada(async (pass, mediaId) => {
      asked.push([pass.member.id, pass.room, mediaId])
      return { kind: 'media', title: 'A song'.padEnd(500, '!'), durationS: 200 }
    })
    say(suggestion('s1', 'song'))
    await time.pass(10)

    expect(asked).toEqual([['ada', 'lobby', 'song']])
    expect(heard.at(-1)).toMatchObject({
      type: 'room',
      state: { queue: [{ id: 's1', mediaId: 'song', title: 'A song'.padEnd(120, '!'), durationS: 200, memberId: 'ada', accepted: true }] },
    })
  })

  test('[QU1] is refused with a reason when the application says no, cannot tell, or has no queue', async () => {
    const [no, broken, none] = [
      await ada(async () => ({ kind: 'refused' })),
      await ada(async () => Promise.reject(new Error('Kaltura is away'))),
      await ada(),
    ]
    for (const { say, time } of [no, broken, none]) {
      say(suggestion('s1', 'song'))
      await time.pass(10)
    }

    expect([no, broken, none].map(({ heard }) => refusals(heard))).toEqual([['media-refused'], ['unavailable'], ['not-offered']])
  })

  test('[QU1] does not reach the application more often than a person thinks of one', async () => {
    let asked = 0
    const { time, say, heard } = await ada(async (_, mediaId) => {
      asked += 1
      return { kind: 'media', title: mediaId }
    })
    for (let index = 0; index < 15; index += 1) say(suggestion(`s${index}`, `song${index}`))
    await time.pass(10)

    expect(asked).toBe(5)
    expect(refusals(heard)).toEqual(Array(10).fill('too-fast'))
  })

  test('[QU1] is no more often possible with another tab, or after coming again', async () => {
    const { time, dial, say } = await ada(async (_, mediaId) => ({ kind: 'media', title: mediaId }))
    for (let index = 0; index < 5; index += 1) say(suggestion(`s${index}`, `song${index}`))
    const other = dial()
    other.hello('ada', tab(1))
    await time.pass(10)
    other.say(suggestion('s5', 'song5'))
    await time.pass(2100)
    other.say(suggestion('s6', 'song6'))
    await time.pass(10)

    expect(refusals(other.heard)).toEqual(['too-fast'])
    expect(other.heard.at(-1)).toMatchObject({ type: 'room', state: { queue: { length: 6 } } })
  })
})

describe('reactions', () => {
  const reactions = (heard: readonly ServerMessage[]) =>
    heard.flatMap((message) => (message.type === 'reactions' ? [message.reactions] : []))

  test('[RX1] reach everybody, counted by the second of the media, and are nothing that the room keeps', async () => {
    const { time, say, heard, dial } = await ada()
    const bob = dial()
    bob.hello('bob', tab(2))
    await time.pass(10)
    const rooms = heard.filter(({ type }) => type === 'room').length
    say({ type: 'react', emoji: '🔥', positionS: 61.9 })
    bob.say({ type: 'react', emoji: '🔥', positionS: 61.2 })
    bob.say({ type: 'react', emoji: '👏', positionS: 62 })
    await time.pass(300)

    expect(reactions(bob.heard)).toEqual([
      [
        { emoji: '🔥', atS: 61, count: 2 },
        { emoji: '👏', atS: 62, count: 1 },
      ],
    ])
    expect(reactions(heard)).toEqual(reactions(bob.heard))
    expect(heard.filter(({ type }) => type === 'room').length).toBe(rooms)
  })

  test('[RX2] are of a short list, and of each member a few a second', async () => {
    const { time, say, heard } = await ada()
    say({ type: 'react', emoji: '<script>', positionS: 1 })
    for (let index = 0; index < 40; index += 1) say({ type: 'react', emoji: '👍', positionS: 1 })
    await time.pass(300)

    expect(reactions(heard)).toEqual([[{ emoji: '👍', atS: 1, count: 6 }]])
  })

  test('[RX3] of a full room come four times a second at most, sixteen kinds at once', async () => {
    const { time, dial } = house()
    const crowd = Array.from({ length: 90 }, (_, index) => {
      const caller = dial()
      caller.hello(`m${index}`, tab(index))
      return caller
    })
    await time.pass(50)
    for (let round = 0; round < 20; round += 1) {
      for (const [index, caller] of crowd.entries()) caller.say({ type: 'react', emoji: '😂', positionS: index + round })
      await time.pass(50)
    }
    const told = reactions(crowd[0]?.heard ?? [])

    expect(told.length).toBeLessThanOrEqual(4)
    expect(Math.max(...told.map((some) => some.length))).toBe(16)
  })
})
