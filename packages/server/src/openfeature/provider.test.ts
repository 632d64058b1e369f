import { createRuledFlags, type FeatureFlags } from '@kaltura-discord/core'
import { OpenFeature } from '@openfeature/server-sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOpenFeatureProvider } from './index.ts'

const inside = '1100000000000000010'
const outside = '1100000000000000011'
const switchedOff = '1100000000000000012'
const unknown = '1100000000000000013'
const config = { locale: 'en', controllers: 'everyone', watchers: 'everyone', announceChannelId: undefined, routes: undefined } as const
const flags = createRuledFlags({
  rules: () => ({ invitations: { percent: 0, guilds: { [inside]: true } } }),
  config: {
    async of(guildId) {
      if (guildId === unknown) throw new Error('down')
      return { ...config, features: guildId === switchedOff ? { invitations: false } : {} }
    },
  },
})

describe('our features through the SDK of OpenFeature', () => {
  beforeAll(() => OpenFeature.setProviderAndWait(createOpenFeatureProvider({ flags })))
  afterAll(() => OpenFeature.close())

  test('are on or off for a guild, with the reason', async () => {
    const client = OpenFeature.getClient()

    expect(await client.getBooleanDetails('invitations', false, { targetingKey: inside })).toMatchObject({
      value: true,
      reason: 'TARGETING_MATCH',
    })
    expect(await client.getBooleanDetails('invitations', true, { targetingKey: outside })).toMatchObject({ value: false, reason: 'SPLIT' })
    expect(await client.getBooleanDetails('invitations', true, { targetingKey: switchedOff })).toMatchObject({
      value: false,
      reason: 'TARGETING_MATCH',
    })
  })

  test('are the fallback, with a code, where nobody can tell', async () => {
    const client = OpenFeature.getClient()
    const details = async (flag: string, context = {}) => (await client.getBooleanDetails(flag, true, context)).errorCode

    expect(await details('another', { targetingKey: inside })).toBe('FLAG_NOT_FOUND')
    expect(await details('invitations')).toBe('TARGETING_KEY_MISSING')
    expect(await details('invitations', { targetingKey: unknown })).toBe('GENERAL')
    expect(await client.getStringDetails('invitations', 'x', { targetingKey: inside })).toMatchObject({
      value: 'x',
      errorCode: 'TYPE_MISMATCH',
    })
    expect(await client.getNumberDetails('another', 5, { targetingKey: inside })).toMatchObject({ value: 5, errorCode: 'FLAG_NOT_FOUND' })
  })

  test('a client of the SDK is what the server takes for its own', async () => {
    const client: FeatureFlags = OpenFeature.getClient()

    expect(await client.getBooleanValue('invitations', false, { targetingKey: inside })).toBe(true)
  })
})
