import { InvalidInputError } from '@kaltura-discord/core'

/** Discord's URL mappings: a path prefix of the activity's origin, and the place on the network that it stands for. */
export interface UrlMappings {
  /** Sets or moves a prefix. The target is an http origin with an optional directory; the prefix is not part of what the target sees. */
  set(prefix: string, target: string): void
  /** Where a request for `pathAndQuery` goes: the longest prefix that matches whole path segments wins. */
  resolve(pathAndQuery: string): URL | undefined
}

export function createUrlMappings(): UrlMappings {
  const targets = new Map<string, URL>()
  return {
    set(prefix, target) {
      const url = URL.canParse(target) ? new URL(target) : undefined
      if (url?.protocol !== 'http:' || url.search !== '' || url.hash !== '' || url.username !== '')
        throw new InvalidInputError(`The activity proxy forwards only to addresses like http://127.0.0.1:8080, with no query: ${prefix}`)
      targets.set(prefix, url)
    },
    resolve(pathAndQuery) {
      // Read as a browser would, so that `..` is gone before a prefix is chosen and can't climb out of a target's directory.
      const asked = `http://activity${pathAndQuery}`
      if (!pathAndQuery.startsWith('/') || !URL.canParse(asked)) return undefined
      const { pathname, search } = new URL(asked)
      const path = withoutAlias(pathname)
      const prefix = [...targets.keys()].filter((one) => covers(one, path)).sort((a, b) => b.length - a.length)[0]
      const target = prefix === undefined ? undefined : targets.get(prefix)
      if (prefix === undefined || !target) return undefined
      const rest = prefix === '/' ? path : path.slice(prefix.length)
      const url = new URL(target)
      url.pathname = `${target.pathname.replace(/\/$/, '')}${rest.startsWith('/') ? rest : `/${rest}`}`
      url.search = search
      return url
    },
  }
}

/** `/.proxy/x` is an older spelling of `/x`. */
function withoutAlias(path: string): string {
  return path === '/.proxy' ? '/' : path.replace(/^\/\.proxy(?=\/)/, '')
}

function covers(prefix: string, path: string): boolean {
  return prefix === '/' || path === prefix || path.startsWith(`${prefix}/`)
}
