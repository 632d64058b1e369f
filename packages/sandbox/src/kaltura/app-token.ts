import type { KsType } from '@kaltura-discord/kaltura/ks'
import type { Account } from './account.ts'

/** A KalturaAppToken: lets whoever knows `token` start sessions that say what the token says, without the account's admin secret. */
export interface AppToken {
  id: string
  /** 32 hex digits, whatever the hash type. */
  token: string
  hashType: 'MD5' | 'SHA1' | 'SHA256' | 'SHA512'
  status: 'active' | 'disabled'
  /** From when on it starts nothing, in seconds since 1970. Default: never. */
  expiryUnix?: number
  /** Longest life of a session. */
  sessionDurationS: number
  /** Wins over what the caller asks for. */
  sessionType?: KsType
  /** Wins over what the caller asks for. */
  sessionUserId?: string
  /** In Kaltura's notation. A caller may narrow a `*`. */
  sessionPrivileges: string
  description?: string
  /** Default: 0, for a token that was there before anyone could know. */
  createdAtMs?: number
  updatedAtMs?: number
}

/** The token that every sandbox account has: it may list and play everything, in anyone's name. */
export function demoAppToken(token: string): AppToken {
  return {
    id: '0_app0demo',
    token,
    hashType: 'SHA256',
    status: 'active',
    sessionDurationS: 86_400,
    sessionType: 0,
    sessionPrivileges: 'list:*,sview:*',
  }
}

/** KalturaAppToken. Times are unix seconds. */
export function kalturaAppToken(token: AppToken, { partnerId }: Account): Record<string, unknown> {
  return {
    id: token.id,
    token: token.token,
    partnerId,
    createdAt: Math.floor((token.createdAtMs ?? 0) / 1000),
    updatedAt: Math.floor((token.updatedAtMs ?? 0) / 1000),
    status: token.status === 'active' ? 2 : 1,
    expiry: token.expiryUnix,
    sessionType: token.sessionType,
    sessionUserId: token.sessionUserId,
    sessionDuration: token.sessionDurationS,
    sessionPrivileges: token.sessionPrivileges === '' ? undefined : token.sessionPrivileges,
    hashType: token.hashType,
    description: token.description,
    objectType: 'KalturaAppToken',
  }
}
