import type { Sandbox } from '../running-sandbox.ts'
import type { Settings } from './command-line.ts'

/**
 * What the command prints once it runs: the one URL, how to point a bot at it, and the variables as lines of an `.env` file.
 * The secrets in it open nothing but this sandbox.
 */
export function directions(sandbox: Pick<Sandbox, 'url' | 'environment'>, settings: Pick<Settings, 'tokenVariable' | 'activity'>): string {
  const { DISCORD_BOT_TOKEN: token = '', ...others } = sandbox.environment
  const variables = Object.entries({ [settings.tokenVariable]: token, ...others })
  return `Open ${sandbox.url}

# For your bot. Its library has to call this Discord; in discord.js:
#   new Client({ intents, rest: { api: '${sandbox.url}/api' } })
${variables.map(([name, value]) => `${name}=${value}`).join('\n')}

# Activity: ${settings.activity === undefined ? 'none; --activity <url> says where yours is' : `"/" is ${settings.activity}`}
# Ctrl-C ends everything.
`
}
