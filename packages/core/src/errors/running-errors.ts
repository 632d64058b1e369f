import type { ErrorRow } from './error-row.ts'

/** Running the programs themselves. */
export const runningErrors = {
  'server.bug': {
    status: 500,
    retryable: false,
    sentence: 'Something went wrong here. Tell the operator the support id.',
    support: 'A bug of ours: the log line has the stack. Please report it without its values.',
  },
  'server.port-taken': {
    status: 503,
    retryable: false,
    sentence: 'Port {port} is taken by another program. Stop it, or set PORT to a free one.',
    support: 'Only at start. Another server of ours may still be running.',
  },
  'bot.token-refused': {
    status: 503,
    retryable: false,
    sentence: 'Discord does not accept DISCORD_BOT_TOKEN. Copy it again from the Bot page of the developer portal.',
    support: 'Only at start. Discord resets a token that it finds published.',
  },
  'upstream.unavailable': {
    status: 503,
    retryable: true,
    sentence: 'The video service did not answer. Try again in a minute; if it lasts, tell the operator of the bot.',
    support: 'The log line says which system: Kaltura, Discord, a database or our own server.',
  },
  'config.unreadable': {
    status: 500,
    retryable: false,
    sentence: 'How this server is set up cannot be read. Tell the operator the support id.',
    support:
      'The newest row of the guild in `guild_config` is of a newer version of kaltura-discord, or somebody changed it by hand. The log line says what is wrong.',
  },
  'input.invalid': {
    status: 400,
    retryable: false,
    sentence: 'This cannot be asked for.',
    support: 'The message in the log says what is wrong with the setting or the call.',
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
