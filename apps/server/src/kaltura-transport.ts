import { createRequire } from 'node:module'
import { InvalidInputError, type Settings } from '@kaltura-discord/core'
import type { KalturaTransport } from '@kaltura-discord/kaltura'
import { createKalturaClientTransport } from '@kaltura-discord/kaltura/kaltura-client'

/**
 * What carries calls to the Kaltura at an address when the operator chose another than our own: the npm `kaltura-client`, which they have installed. `undefined` for our own.
 * @throws InvalidInputError when it was chosen and isn't there
 */
export function kalturaTransport({ KALTURA_CLIENT }: Settings): ((serviceUrl: string) => KalturaTransport) | undefined {
  if (KALTURA_CLIENT === 'fetch') return undefined
  const kaltura = installedClient()
  return (serviceUrl) => createKalturaClientTransport({ kaltura, serviceUrl })
}

/** Not imported: bundles of the server must not contain it (AGPL), and most servers run without. */
function installedClient() {
  try {
    return createRequire(import.meta.url)('kaltura-client')
  } catch (cause) {
    throw new InvalidInputError('KALTURA_CLIENT is kaltura-client, but that npm package is not installed beside the server', {
      cause: String(cause).split('\n')[0],
    })
  }
}
