import { CodedError } from '@kaltura-discord/core'
import { applicationOfToken } from './discord/bot-token.ts'
import { cast } from './discord/cast.ts'

/** Environment variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Thrown when the sandbox is started where production lives. Names the variables, never what they hold. */
export class RealCredentialsError extends CodedError<'sandbox.real-credentials'> {
  static of(names: readonly string[]): RealCredentialsError {
    return new RealCredentialsError({
      code: 'sandbox.real-credentials',
      message: `The sandbox does not start beside what belongs to production: ${names.join(', ')}. Unset that, or start it in another shell.`,
      retryable: false,
      details: { names },
    })
  }
}

/**
 * Refuses an environment that belongs to production, so that a test bot never holds a real token by mistake:
 * `NODE_ENV=production`, a bot token of another application than the sandbox's under any name, a client secret that is not beside the
 * sandbox's application id, a Kaltura secret that is not beside the address of a Kaltura on this machine.
 * What a sandbox printed may stay where it is, and so may placeholders, which do not have the form of a secret.
 * @throws RealCredentialsError
 */
export function refuseRealCredentials(environment: Environment): void {
  const names = Object.entries(environment)
    .filter(([name, value]) => value !== undefined && isReal(name, value.trim(), environment))
    .map(([name]) => (name === 'NODE_ENV' ? 'NODE_ENV=production' : name))
  if (names.length > 0) throw RealCredentialsError.of(names.sort())
}

function isReal(name: string, value: string, environment: Environment): boolean {
  if (name === 'NODE_ENV') return value === 'production'
  if (/^DISCORD_(?:\w+_)?CLIENT_SECRET$/.test(name))
    return /^[\w-]{32}$/.test(value) && environment.DISCORD_APPLICATION_ID?.trim() !== cast.applicationId
  if (/^KALTURA_(?:\w+_)?SECRET$/.test(name)) return /^[\da-f]{32}$/i.test(value) && !isLoopback(environment.KALTURA_SERVICE_URL)
  if (name === 'KALTURA_APP_TOKENS') return /[\da-f]{32}/i.test(value) && !isLoopback(environment.KALTURA_SERVICE_URL)
  if (name === 'KALTURA_CONNECTIONS') return /[\da-f]{32}/i.test(value) // no sandbox writes it
  const application = applicationOfToken(value.replace(/^Bot /, ''))
  return application !== undefined && application !== cast.applicationId
}

function isLoopback(url: string | undefined): boolean {
  return url !== undefined && URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
}
