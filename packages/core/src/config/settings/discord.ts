import type { Setting } from '../setting.ts'
import { snowflake, text } from '../written-forms.ts'

export const discordSettings = {
  DISCORD_APPLICATION_ID: {
    path: 'discord.applicationId',
    schema: snowflake,
    doc: 'Application ID, from the General Information page of the Discord developer portal',
    targets: ['auth', 'notifications', 'activity', 'bot'],
  },
  DISCORD_BOT_TOKEN: {
    path: 'discord.botToken',
    schema: text,
    doc: 'Bot token, from the Bot page of the portal',
    targets: ['notifications', 'bot'],
    secret: true,
  },
  DISCORD_CLIENT_SECRET: {
    path: 'discord.clientSecret',
    schema: text,
    doc: 'OAuth2 client secret, from the OAuth2 page of the portal',
    targets: ['auth'],
    secret: true,
  },
} as const satisfies Record<string, Setting>
