import { joinLifeS } from './join-seal.ts'

// The prefix makes browsers refuse it from another host, another path, or a connection that is not secure.
const name = '__Host-kaltura-discord-join'
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax'

/** Keeps a begun sign-in in the browser that began it, where no script reads it. */
export function joinCookie(sealed: string): string {
  return `${name}=${sealed}; Max-Age=${joinLifeS}; ${attributes}`
}

/** Takes it away again. */
export const noJoinCookie = `${name}=; Max-Age=0; ${attributes}`

/** What a request's cookie holds; `''` when it has none. */
export function sealedInCookie(request: Request): string {
  const cookies = (request.headers.get('cookie') ?? '').slice(0, 8192).split(/; */)
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}
