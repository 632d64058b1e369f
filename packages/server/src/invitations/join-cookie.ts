import { joinLifeS } from './join-seal.ts'

// The prefix makes browsers refuse it from another host, another path, or a connection that is not secure.
const begun = '__Host-kaltura-discord-join'
const joined = '__Host-kaltura-discord-joined'
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax'

/** Keeps a begun sign-in in the browser that began it, where no script reads it. */
export function joinCookie(sealed: string): string {
  return `${begun}=${sealed}; Max-Age=${joinLifeS}; ${attributes}`
}

/** Takes it away again. */
export const noJoinCookie = `${begun}=; Max-Age=0; ${attributes}`

/** Keeps the bearer of who was let in, for as long as the browser is open: a page that is loaded again is no other person. */
export function joinedCookie(bearer: string): string {
  return `${joined}=${bearer}; ${attributes}`
}

/** The begun sign-in that a request's cookie holds; `''` when it has none. */
export const sealedInCookie = (request: Request) => cookieOf(request, begun)

/** The bearer, the same way. */
export const bearerInCookie = (request: Request) => cookieOf(request, joined)

function cookieOf(request: Request, name: string): string {
  const cookies = (request.headers.get('cookie') ?? '').slice(0, 8192).split(/; */)
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}
