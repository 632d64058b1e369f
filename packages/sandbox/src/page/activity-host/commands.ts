import { z } from 'zod'
import { authenticateArgs, authorizeArgs } from '../../control/contract.ts'
import type { ActivityHostOptions } from './activity-host.ts'
import { type Command, parsed, type RpcSession } from './command.ts'
import { orientationLockArgs } from './orientation-lock.ts'
import { done, malformed, outOfScope, type RpcOutcome, refused } from './rpc-outcome.ts'
import { sharingCommands } from './sharing-commands.ts'
import { shopCommands } from './shop-commands.ts'
import { rpcErrorCode } from './wire.ts'

const neededScope: Readonly<Record<string, string>> = {
  GET_CHANNEL: 'guilds',
  GET_CHANNEL_PERMISSIONS: 'guilds.members.read',
  GET_RELATIONSHIPS: 'relationships.read',
  OPEN_SHARE_MOMENT_DIALOG: 'identify',
  SET_ACTIVITY: 'rpc.activities.write',
  USER_SETTINGS_GET_LOCALE: 'identify',
}

/** Everything but the bits that Discord has not given a meaning: who plays in the sandbox may do all. */
const everyPermission = '2248473465835073'

const commands = new Map<string, Command>([
  ...sharingCommands,
  ...shopCommands,
  ['AUTHORIZE', authorize],
  ['AUTHENTICATE', authenticate],
  ['GET_ACTIVITY_INSTANCE_CONNECTED_PARTICIPANTS', (_args, _session, { participants }) => done({ participants: participants() })],
  ['SET_CONFIG', parsed('SET_CONFIG', z.object({ use_interactive_pip: z.boolean() }), (args) => done(args))],
  ['SET_ORIENTATION_LOCK_STATE', parsed('SET_ORIENTATION_LOCK_STATE', orientationLockArgs, lockOrientation)],
  ['ENCOURAGE_HW_ACCELERATION', () => done({ enabled: true })],
  ['GET_PLATFORM_BEHAVIORS', () => done({ iosKeyboardResizesView: false })],
  ['USER_SETTINGS_GET_LOCALE', (_args, _session, { locale }) => done({ locale })],
  ['OPEN_EXTERNAL_LINK', parsed('OPEN_EXTERNAL_LINK', z.object({ url: z.url({ protocol: /^https?$/ }).max(2048) }), openLink)],
  ['GET_USER', parsed('GET_USER', z.object({ id: z.string().max(20) }), getUser)],
  ['GET_RELATIONSHIPS', () => done({ relationships: [] })],
  ['GET_CHANNEL_PERMISSIONS', () => done({ permissions: everyPermission })],
  ['GET_CHANNEL', parsed('GET_CHANNEL', z.object({ channel_id: z.string().max(20) }), getChannel)],
  ['SET_ACTIVITY', parsed('SET_ACTIVITY', z.object({ activity: z.looseObject({}).nullish() }), setActivity)],
  // The SDK has already written the line to the same browser console.
  ['CAPTURE_LOG', () => done(null)],
])

/** Runs one command of Discord's Activity RPC. Unknown ones get 4002 and those out of scope 4006, as in Discord. */
export async function runCommand(name: string, args: unknown, session: RpcSession, options: ActivityHostOptions): Promise<RpcOutcome> {
  const command = commands.get(name)
  if (!command) return refused(rpcErrorCode.invalidCommand, `Invalid command: ${name}`)
  const scope = neededScope[name]
  if (scope && !session.scopes.has(scope)) return outOfScope()
  return command(args, session, options)
}

async function authorize(args: unknown, session: RpcSession, { control }: ActivityHostOptions): Promise<RpcOutcome> {
  const wanted = authorizeArgs.safeParse(args)
  if (!wanted.success) return malformed('AUTHORIZE')
  if (wanted.data.client_id !== session.clientId) return refused(rpcErrorCode.invalidClientId, 'Invalid client id')
  return control.authorize(wanted.data)
}

async function authenticate(args: unknown, session: RpcSession, { control }: ActivityHostOptions): Promise<RpcOutcome> {
  const given = authenticateArgs.safeParse(args)
  if (!given.success) return malformed('AUTHENTICATE')
  const outcome = await control.authenticate(given.data)
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

function getUser({ id }: { id: string }, { people }: ActivityHostOptions): RpcOutcome {
  return done(people().find((person) => person.id === id) ?? null)
}

function getChannel({ channel_id: id }: { channel_id: string }, { channel }: ActivityHostOptions): RpcOutcome {
  if (id !== channel.id) return malformed('GET_CHANNEL')
  return done({ id, type: 0, guild_id: channel.guildId, name: channel.name, voice_states: [], messages: [] })
}

function setActivity({ activity }: { activity?: Record<string, unknown> | null | undefined }, { client }: ActivityHostOptions): RpcOutcome {
  client.showActivity(activity ?? undefined)
  return done(activity ? { name: 'Sandbox', type: 0, ...activity } : null)
}
