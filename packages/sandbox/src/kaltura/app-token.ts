import type { KsType } from '@kaltura-discord/kaltura/ks'

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
