import { describe, expect, test } from 'vitest'
import { createHealth, type HealthOptions } from './health.ts'

/** Health over things that can be taken away. */
function scene(options: Partial<HealthOptions> = {}) {
  const world = { nowMs: 0, kaltura: 'closed' as 'closed' | 'half-open' | 'open', database: true, asked: 0 }
  const health = createHealth({
    circuits: { kaltura: { main: () => 'closed', archive: () => world.kaltura } },
    probes: {
      async database() {
        world.asked += 1
        if (!world.database) throw new Error('away')
      },
    },
    pause: () => new Promise(() => undefined),
    now: () => world.nowMs,
    ...options,
  })
  return { world, health }
}

describe('health', () => {
  test('says of messages what the last one met, and nothing before there was one', async () => {
    const messages: { last: { works: boolean; atMs: number } | undefined } = { last: undefined }
    const { world, health } = scene({ tried: { deliveries: () => messages.last } })
    const before = await health.read()
    messages.last = { works: false, atMs: 900 }
    world.nowMs = 1000
    const failing = await health.read()
    messages.last = { works: true, atMs: 1900 }
    world.nowMs = 2000

    expect(before.remotes).not.toHaveProperty('deliveries')
    expect(failing).toMatchObject({
      ready: true,
      remotes: { deliveries: { kind: 'tried', works: false, atMs: 900 } },
      features: { announce: { kind: 'late' }, open: { kind: 'works' } },
    })
    expect((await health.read()).features.announce.kind).toBe('works')
  })

  test('is well while everything answers', async () => {
    const { ready, remotes, features } = await scene().health.read()

    expect({ ready, remotes }).toEqual({
      ready: true,
      remotes: {
        kaltura: { kind: 'circuit', circuit: 'closed', connections: { main: 'closed', archive: 'closed' } },
        database: { kind: 'asked', answers: true },
      },
    })
    expect(features.open).toEqual({ kind: 'works' })
  })

  test.each(['open', 'half-open'] as const)(
    'says what is left while the circuit of one Kaltura is %s, and of which, and works on',
    async (circuit) => {
      const { world, health } = scene()
      world.kaltura = circuit
      const { ready, remotes, features } = await health.read()

      expect({ ready, remotes }).toMatchObject({
        ready: true,
        remotes: { kaltura: { circuit, connections: { main: 'closed', archive: circuit } } },
      })
      expect([features.choose.kind, features.together.kind]).toEqual(['off', 'works'])
    },
  )

  test('says the worst of several circuits', async () => {
    const { health } = scene({ circuits: { kaltura: { main: () => 'half-open', archive: () => 'open' } } })

    expect((await health.read()).remotes.kaltura).toMatchObject({ circuit: 'open' })
  })

  test('[A96] asks again when the clock went back an hour', async () => {
    const { world, health } = scene()
    await health.read()
    world.nowMs -= 3_600_000
    world.database = false

    expect((await health.read()).ready).toBe(false)
  })

  test('is not ready without a database', async () => {
    const { world, health } = scene()
    world.database = false

    expect(await health.read()).toMatchObject({ ready: false, features: { open: { kind: 'off' }, announce: { kind: 'late' } } })
  })

  test('does not wait for one that says nothing', async () => {
    const { health } = scene({ probes: { database: () => new Promise(() => undefined) }, pause: async () => undefined })

    expect((await health.read()).ready).toBe(false)
  })

  test('asks once a second, however often it is asked itself', async () => {
    const { world, health } = scene()
    await Promise.all(Array.from({ length: 100 }, () => health.read()))
    world.nowMs = 999
    await health.read()
    expect(world.asked).toBe(1)
    world.nowMs = 1000
    await health.read()

    expect(world.asked).toBe(2)
  })

  test('knows at once of what is added later', async () => {
    const { health } = scene()
    await health.read()
    health.add('rooms', async () => {
      throw new Error('away')
    })

    expect((await health.read()).features.together.kind).toBe('reduced')
  })
})
