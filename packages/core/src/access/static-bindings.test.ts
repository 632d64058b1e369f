import { expect, test } from 'vitest'
import { createStaticBindings } from './static-bindings.ts'

test('[F91] guild ids that look alike are another guild each', async () => {
  const one = { guildId: '1', connection: 'main', scope: { tags: ['x'], categories: [] }, controllers: [], announceChannelId: undefined }
  const bindings = createStaticBindings([one])
  const found = await Promise.all(['1', '01', ' 1', '1 ', '1.0', '１', '+1', '__proto__'].map((guildId) => bindings.find(guildId)))

  expect(found).toEqual([one, ...Array(7).fill(undefined)])
})
