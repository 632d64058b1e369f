import { createMiddleware } from 'hono/factory'
import type { Discord } from '../discord.ts'
import type { AccessGrant } from '../grants.ts'
import { unauthorized } from '../refusal.ts'
import { refuse } from './answer.ts'

/** Who asks: the bot, or the application in the name of a person. */
export type Caller = { kind: 'bot' } | { kind: 'person'; grant: AccessGrant }

export type RestEnvironment = { Variables: { caller: Caller } }

/** Lets the bot's token through, and a person's access token that has one of `scopes`; 401 otherwise. */
export function authorized(discord: Discord, who: { bot?: boolean; scopes?: readonly string[] | 'any' }) {
  return createMiddleware<RestEnvironment>(async (c, next) => {
    const caller = callerOf(discord, c.req.header('authorization') ?? '')
    if (!caller || !mayPass(caller, who)) return refuse(c, unauthorized)
    c.set('caller', caller)
    return next()
  })
}

function mayPass(caller: Caller, who: { bot?: boolean; scopes?: readonly string[] | 'any' }): boolean {
  if (caller.kind === 'bot') return who.bot === true
  return who.scopes === 'any' || who.scopes?.some((scope) => caller.grant.scopes.includes(scope)) === true
}

function callerOf(discord: Discord, header: string): Caller | undefined {
  if (header === `Bot ${discord.secrets.botToken}`) return { kind: 'bot' }
  const grant = header.startsWith('Bearer ') ? discord.grants.find(header.slice('Bearer '.length)) : undefined
  return grant && { kind: 'person', grant }
}
