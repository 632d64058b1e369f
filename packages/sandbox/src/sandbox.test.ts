import { expect, test } from 'vitest'
import { startSandbox } from './testing/sandbox-under-test.ts'

test('a real discord.js client logs in and sees the guild', async () => {
  const { bot, sandbox } = await startSandbox()

  const client = await bot()

  expect(client.guilds.cache.map((guild) => guild.name)).toEqual(['Kaltura University'])
  expect(sandbox.state().bot.online).toBe(true)
})
