import { describe, expect, test } from 'vitest'
import { createBacklogs } from './backlogs.ts'

/** Stores over which the test rules. */
function scene() {
  const world = { nowMs: 0, counted: 0, inbox: async () => ({ waiting: 3, parked: 1 }), overdue: new Promise<void>(() => undefined) }
  const backlogs = createBacklogs({
    inbox: {
      backlog() {
        world.counted += 1
        return world.inbox()
      },
    },
    outbox: { backlog: async () => ({ waiting: 200, parked: 0 }) },
    subscribers: { all: async () => Array.from({ length: 150 }, (_, index) => ({ name: `program-${index}`, position: 9, parked: 2 })) },
    pause: () => world.overdue,
    now: () => world.nowMs,
  })
  return { world, backlogs }
}

describe('backlogs', () => {
  test('say what waits and what was given up, of a hundred subscribers at the most', async () => {
    const reading = await scene().backlogs.read()

    expect(reading).toMatchObject({ notifications: { waiting: 3, parked: 1 }, deliveries: { waiting: 200, parked: 0 } })
    expect(reading?.subscribers).toHaveLength(100)
  })

  test('are counted once in five seconds, however often they are read, and when the clock went back', async () => {
    const { world, backlogs } = scene()
    await Promise.all(Array.from({ length: 100 }, () => backlogs.read()))
    world.nowMs = 4999
    await backlogs.read()
    const soon = world.counted
    world.nowMs = 5000
    await backlogs.read()
    world.nowMs = -3_600_000
    await backlogs.read()

    expect([soon, world.counted]).toEqual([1, 3])
  })

  test('are unknown while the database fails', async () => {
    const { world, backlogs } = scene()
    world.inbox = async () => {
      throw new Error('away')
    }

    expect(await backlogs.read()).toBeUndefined()
  })

  test('are unknown when the database does not answer within a second', async () => {
    const { world, backlogs } = scene()
    world.inbox = () => new Promise(() => undefined)
    world.overdue = Promise.resolve()

    expect(await backlogs.read()).toBeUndefined()
  })
})
