import { describe, expect, test } from 'vitest'
import { settingRows } from './settings.ts'

describe('the table of settings', () => {
  test('has one place in a file for each setting, and none inside another', () => {
    const paths = settingRows.flatMap(({ path }) => path ?? []).sort()

    expect(new Set(paths).size).toBe(paths.length)
    expect(paths.filter((path, index) => paths[index + 1]?.startsWith(`${path}.`))).toEqual([])
  })

  test('has defaults that the settings themselves take', () => {
    const defaults = settingRows.flatMap(({ name, schema, default: usual, productionDefault }) =>
      [usual, productionDefault].flatMap((text) => (text === undefined ? [] : [{ name, taken: schema.safeParse(text).success }])),
    )

    expect(defaults.filter(({ taken }) => !taken)).toEqual([])
    expect(defaults.length).toBeGreaterThan(5)
  })

  test('has a secret for whatever says so in its name, and gives it to as few as need it', () => {
    const named = settingRows.filter(({ name }) => /SECRET|TOKEN/.test(name))

    expect(named.filter(({ secret }) => !secret)).toEqual([])
    expect(settingRows.filter(({ secret, targets }) => secret && targets.length > 5).map(({ name }) => name)).toEqual([])
  })

  test('gives the gateway no secret, and the bot three', () => {
    const secretsOf = (target: 'gateway' | 'bot') =>
      settingRows.filter(({ secret, targets }) => secret && targets.includes(target)).map(({ name }) => name)

    expect(secretsOf('gateway')).toEqual([])
    expect(secretsOf('bot')).toEqual(['DISCORD_BOT_TOKEN', 'SERVER_SECRET', 'REDIS_URL'])
  })
})
