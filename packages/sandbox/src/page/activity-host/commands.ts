import { z } from 'zod'
import { authorizeArgs } from '../../control/contract.ts'
import type { ActivityHostOptions } from './activity-host.ts'
import { channelCommands } from './channel-commands.ts'
import { type Command, parsed, type RpcSession } from './command.ts'
import { ruledOut, unknownCommand } from './command-rules.ts'
import { orientationLockArgs } from './orientation-lock.ts'
import { peopleCommands } from './people-commands.ts'
import { questCommands } from './quest-commands.ts'
import { done, malformed, type RpcOutcome, refused } from './rpc-outcome.ts'
import { sharingCommands } from './sharing-commands.ts'
import { shopCommands } from './shop-commands.ts'
import { rpcErrorCode } from './wire.ts'

const logLine = z.object({ level: z.enum(['log', 'warn', 'debug', 'info', 'error']), message: z.string() })
const link = z.object({ url: z.url({ protocol: /^https?$/ }).max(2048) })
const token = z.object({ access_token: z.string().nullish() })

const commands = new Map<string, Command>([
  ...channelCommands,
  ...peopleCommands,
  ...questCommands,
  ...sharingCommands,
  ...shopCommands,
  ['AUTHORIZE', authorize],
  ['AUTHENTICATE', authenticate],
  ['SET_CONFIG', parsed('SET_CONFIG', z.object({ use_interactive_pip: z.boolean() }), (args) => done(args))],
  ['SET_ORIENTATION_LOCK_STATE', parsed('SET_ORIENTATION_LOCK_STATE', orientationLockArgs, lockOrientation)],
  ['ENCOURAGE_HW_ACCELERATION', () => done({ enabled: true })],
  ['GET_PLATFORM_BEHAVIORS', () => done({ iosKeyboardResizesView: false })],
  ['USER_SETTINGS_GET_LOCALE', (_args, _session, { settings }) => done({ locale: settings().locale })],
  ['OPEN_EXTERNAL_LINK', parsed('OPEN_EXTERNAL_LINK', link, openLink)],
  ['SET_ACTIVITY', parsed('SET_ACTIVITY', z.object({ activity: z.looseObject({}).nullish() }), setActivity)],
  ['REQUEST_PROXY_TICKET_REFRESH', (_args, _session, { control }) => control.renewTicket()],
  // The SDK has already written the line to the same browser console.
  ['CAPTURE_LOG', parsed('CAPTURE_LOG', logLine, () => done(null))],
])

/** Runs one command of Discord's Activity RPC. Unknown ones get 4002 and those out of scope 4006, as in Discord. */
export async function runCommand(name: string, args: unknown, session: RpcSession, options: ActivityHostOptions): Promise<RpcOutcome> {
  const command = commands.get(name)
  if (!command) return unknownCommand(name)
  return ruledOut(name, session, options.settings()) ?? command(args, session, options)
}

async function authorize(args: unknown, session: RpcSession, { control }: ActivityHostOptions): Promise<RpcOutcome> {
  const wanted = authorizeArgs.safeParse(args)
  if (!wanted.success) return malformed('AUTHORIZE')
  if (wanted.data.client_id !== session.clientId) return refused(rpcErrorCode.invalidClientId, 'Invalid client id')
  return control.authorize(wanted.data)
}

async function authenticate(args: unknown, session: RpcSession, { control }: ActivityHostOptions): Promise<RpcOutcome> {
  const given = token.safeParse(args ?? {})
  if (!given.success) return malformed('AUTHENTICATE')
  if (!given.data.access_token) return refused(rpcErrorCode.invalidToken, 'Invalid token')
  const outcome = await control.authenticate({ access_token: given.data.access_token })
  if (outcome.kind === 'refused') return outcome
  const granted = z.object({ scopes: z.array(z.string()) }).safeParse(outcome.data)
  session.authenticated(granted.success ? granted.data.scopes : [])
  return outcome
}

async function openLink({ url }: { url: string }, options: ActivityHostOptions): Promise<RpcOutcome> {
  return done({ opened: await options.client.openExternalLink(url) })
}

function lockOrientation(locks: z.infer<typeof orientationLockArgs>, { client }: ActivityHostOptions): RpcOutcome {
  client.lockOrientation(locks)
  return done(null)
}

function setActivity({ activity }: { activity?: Record<string, unknown> | null | undefined }, { client }: ActivityHostOptions): RpcOutcome {
  client.showActivity(activity ?? undefined)
  // Also of no activity the SDK insists on a name and a type: on `null` its promise would never settle.
  return done({ name: 'Sandbox', type: 0, ...activity })
}
