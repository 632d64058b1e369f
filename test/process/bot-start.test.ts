import { createMemorySendLimit } from '@kaltura-discord/core'
import { createSandbox } from '@kaltura-discord/sandbox'
import { Logger, LogLevel } from '@sapphire/framework'
import { expect, onTestFinished, test } from 'vitest'
import { composeBot } from '../../apps/bot/src/compose.ts'

// Not beside quicker tests: a process has one Sapphire.
test('a bot whose commands Discord does not tell of does not start, and says so', async () => {
  const sandbox = await createSandbox({ port: 0, kaltura: false, environment: {} })
  onTestFinished(() => sandbox.close())
  sandbox.fault({ place: 'discord-rest', kind: 'status', status: 503, path: '/commands' })
  const started = composeBot({
    botToken: sandbox.environment.DISCORD_BOT_TOKEN ?? '',
    serverUrl: 'http://127.0.0.1:1',
    secret: 'x'.repeat(32),
    limit: createMemorySendLimit(),
    logger: new Logger(LogLevel.None),
    discordApiUrl: `${sandbox.url}/api`,
  })

  await expect(started).rejects.toMatchObject({ code: 'upstream.unavailable', message: expect.stringContaining('commands') })
  await expect.poll(() => sandbox.state().bot.online).toBe(false)
})
