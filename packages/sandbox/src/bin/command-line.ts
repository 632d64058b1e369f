import { parseArgs } from 'node:util'

/** What the command was asked to do. */
export type CommandLine = { kind: 'run'; settings: Settings } | { kind: 'help' } | { kind: 'wrong'; why: string }

export interface Settings {
  port: number
  /** Where the URL mapping `/` goes. */
  activity: string | undefined
  /** How the user's bot calls the variable that holds its token. */
  tokenVariable: string
  token: string | undefined
  kaltura: boolean
  /** Whether the application has an entry point command from the start. */
  activities: boolean
}

export const help = `Usage: kaltura-discord-sandbox [options]

A Discord and a Kaltura on this computer, for your own bot and Activity. Nothing leaves it, and nothing is stored.

  --activity <url>         your Activity's server, as the URL mapping "/" in Discord's portal: http://127.0.0.1:8080
  --token-variable <name>  the variable that your bot reads its token from (default: DISCORD_BOT_TOKEN)
  --token <token>          a bot token that an earlier sandbox made, so that your .env can keep it (default: a new one)
  --port <number>          default: 3333, the only one at which the Embedded App SDK works; 0 takes any free port
  --no-kaltura             a Discord alone
  --no-activities          an application that is only a bot, without the entry point command of Activities
  --help                   this text

It does not start with NODE_ENV=production or beside real credentials.
`

/** Reads the arguments of the command; never throws. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const parsed = parse(args)
  if (parsed.kind === 'wrong') return parsed
  const { help: asksForHelp, port, activity, token, kaltura, activities, 'token-variable': tokenVariable } = parsed.values
  if (asksForHelp) return { kind: 'help' }
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return wrong('--port takes a number from 0 to 65535.')
  if (!/^[A-Za-z_]\w*$/.test(tokenVariable)) return wrong('--token-variable takes the name of an environment variable.')
  if (activity !== undefined && !activities) return wrong('--activity needs an application with Activities.')
  if (activity !== undefined && !isHttp(activity)) return wrong('--activity takes an address like http://127.0.0.1:8080.')
  return { kind: 'run', settings: { port: Number(port), activity, token, tokenVariable, kaltura, activities } }
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        port: { type: 'string', default: '3333' },
        activity: { type: 'string' },
        token: { type: 'string' },
        'token-variable': { type: 'string', default: 'DISCORD_BOT_TOKEN' },
        kaltura: { type: 'boolean', default: true },
        activities: { type: 'boolean', default: true },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return { kind: 'read', values } as const
  } catch (error) {
    // parseArgs names the argument that it does not know, in a sentence for people.
    return wrong(error instanceof Error ? error.message : 'These arguments cannot be read.')
  }
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'http:'
}

function wrong(why: string): { kind: 'wrong'; why: string } {
  return { kind: 'wrong', why }
}
