import { type Degradation, degradations, type Feature, features, type Remote, remotes } from '@kaltura-discord/core'
import { createSandbox, type Sandbox } from '@kaltura-discord/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../activity-client.ts'
import { givenLossyServer } from './lossy-scene.ts'

type Scene = Awaited<ReturnType<typeof givenLossyServer>>

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 })
})
afterAll(() => sandbox?.close())

/** Uses a feature and expects what is left of it. */
type Look = (scene: Scene, sentence: RegExp) => Promise<void>

const looks: Readonly<Record<Feature, Partial<Record<Degradation['kind'], Look>>>> = {
  choose: {
    async works({ choose }) {
      const { suggested, answer } = await choose()
      expect(suggested.length).toBeGreaterThan(0)
      expect(answer.components).toHaveLength(1)
    },
    async off({ choose }) {
      const { suggested, answer } = await choose()
      expect(suggested).toEqual([])
      expect(answer).toMatchObject({
        flags: 64,
        content: expect.stringMatching(/^The video service did not answer\..*Support id `[\da-f-]{9}`$/s),
      })
    },
  },
  open: {
    async works({ open }) {
      expect(await open()).toMatchObject({ entry: { id: '0_lec01abc' } })
    },
    async off({ open }, sentence) {
      await expect(open()).rejects.toMatchObject({
        message: expect.stringMatching(sentence),
        retryable: true,
        details: { supportId: expect.any(String) },
      })
    },
    async link({ instead }) {
      const { flags, components } = await instead()
      expect([flags, components]).toMatchObject([64, [{ components: [{ url: 'https://video.example.edu/media/t/0_lec01abc' }] }]])
    },
  },
  play: {
    async works({ play }) {
      expect(await (await play()).text()).toContain('#EXTM3U')
    },
  },
  together: {
    async works({ steer }) {
      expect(await steer(7)).toBe(true)
    },
  },
  invite: {
    async works({ invite }) {
      expect(await invite()).toMatchObject({ link: expect.stringContaining('/join') })
    },
    async off({ invite }, sentence) {
      await expect(invite()).rejects.toMatchObject({ message: expect.stringMatching(sentence), details: { supportId: expect.any(String) } })
    },
  },
  announce: {
    async works({ announce }) {
      const { statuses, news } = await announce()
      await eventually(() => news().length > 0, 'the message')
      expect(statuses).toEqual([200])
    },
    async late({ announce, giveBack, pass }) {
      const { news } = await announce()
      expect(news()).toEqual([])
      await giveBack()
      await eventually(() => {
        pass(30)
        return news().length > 0
      }, 'the message')
      expect(news()).toHaveLength(1)
    },
  },
}

/** What "goes on with less" means, where it does. */
const less: Readonly<Partial<Record<`${Remote} ${Feature}`, Look>>> = {
  'kaltura play': async ({ play }) => expect((await (await play()).json()).retryable).toBe(true),
  'database choose': async ({ choose }) => {
    const { suggested, answer } = await choose()
    expect(suggested.length).toBeGreaterThan(0)
    expect(answer).toMatchObject({ flags: 64, content: expect.stringContaining('Support id') })
  },
  'discord play': playsUntilTheKsEnds,
  'database play': playsUntilTheKsEnds,
  'server play': async ({ play }) => expect(await play().catch(() => 'no answer')).toBe('no answer'),
  'discord together': async ({ steer, open }) => {
    expect(await steer(7)).toBe(true)
    await expect(open()).rejects.toMatchObject({ retryable: true })
  },
  'database together': async ({ steer }) => expect(await steer(7)).toBe(true),
  'rooms together': async ({ steer, giveBack }) => {
    expect(await steer(7)).toBe(false)
    await giveBack()
    expect(await steer(9)).toBe(true)
  },
  // 1012: a client of ours comes back by itself, and plays on meanwhile; SPEC.md of sync, RC.
  'server together': async ({ letGo }) => expect(await letGo).toBe(1012),
}

async function playsUntilTheKsEnds({ play, pass }: Scene): Promise<void> {
  expect((await play()).status).toBe(200)
  pass(16)
  expect((await (await play()).json()).retryable).toBe(true)
}

const words: Readonly<Record<Remote, RegExp>> = {
  kaltura: /kaltura did not answer|Kaltura failed too often/i,
  discord: /Discord did not answer/,
  deliveries: /./,
  database: /database did not answer/,
  rooms: /./,
  shared: /./,
  server: /server did not answer/,
  activities: /./,
}

describe.each(remotes)('without %s', (remote) => {
  test.each(features.map((feature) => ({ feature, left: degradations[remote][feature] })))(
    '$feature: $left.kind',
    async ({ feature, left }) => {
      const scene = await givenLossyServer(sandbox)
      await scene.takeAway(remote)
      const look = left.kind === 'reduced' ? less[`${remote} ${feature}`] : looks[feature][left.kind]

      expect.hasAssertions()
      await look?.(scene, words[remote])
    },
  )
})

test('a server whose messages Discord does not take says so of itself, and nothing else, until Discord takes them again', async () => {
  const { takeAway, giveBack, announce, pass, readiness } = await givenLossyServer(sandbox)
  const messages = async () => (await readiness()).remotes.deliveries
  const before = await messages()
  await takeAway('deliveries')
  await announce()
  await eventually(messages, 'the first try')
  const { ready, remotes: away, features: left } = await readiness()
  await giveBack()
  await eventually(async () => {
    pass(30)
    return (await readiness()).features.announce.kind === 'works'
  }, 'the message')

  expect(before).toBeUndefined()
  expect([ready, away.deliveries, away.discord]).toMatchObject([
    true,
    { kind: 'tried', works: false },
    { kind: 'circuit', circuit: 'closed' },
  ])
  expect(left).toEqual(degradations.deliveries)
  expect(await messages()).toMatchObject({ works: true })
})
