import { InvalidInputError } from '@kaltura-discord/core'

/**
 * The address that API calls begin with, `https://www.kaltura.com/api_v3`, whether the operator wrote it with or without its end.
 * @throws InvalidInputError for anything but `https:` (a KS travels in every call), save on this machine, and for an address with a user, query or fragment.
 */
export function apiBaseOf(serviceUrl: string): string {
  return `${secureBaseOf(serviceUrl).replace(/\/api_v3$/, '')}/api_v3`
}

/** The address without slashes at its end. @throws InvalidInputError as {@link apiBaseOf} does */
export function secureBaseOf(serviceUrl: string): string {
  if (!URL.canParse(serviceUrl)) throw new InvalidInputError('The address of Kaltura is not one')
  const { protocol, hostname, origin, pathname, search, hash, username, password } = new URL(serviceUrl)
  const onThisMachine = /^(localhost|(.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  if (protocol !== 'https:' && !(protocol === 'http:' && onThisMachine)) throw new InvalidInputError('Kaltura is spoken to over https')
  if (search + hash + username + password !== '') throw new InvalidInputError('The address of Kaltura has no user, query or fragment')
  return `${origin}${pathname.replace(/\/+$/, '')}`
}
