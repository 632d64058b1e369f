import { readSettings, type Settings } from '@kaltura-discord/core'

/** For tests: the settings that a server needs, and `more`. */
export function settingsWith(more: Readonly<Record<string, string>>): Settings {
  const outcome = readSettings({
    environment: {
      DISCORD_APPLICATION_ID: '100000000000000001',
      DISCORD_BOT_TOKEN: 'token',
      DISCORD_CLIENT_SECRET: 'secret',
      KALTURA_PARTNER_ID: '101',
      KALTURA_ADMIN_SECRET: '0123456789abcdef0123456789abcdef',
      KALTURA_UICONF_ID: '5',
      SERVER_SECRET: 'a secret of thirty-two characters or more',
      GUILDS: '[]',
      ...more,
    },
  })
  if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome))
  return outcome.settings
}
