import type { Settings } from '@kaltura-discord/core'
import type { KalturaTransport } from '@kaltura-discord/kaltura'
import { createKalturaClientTransport } from '@kaltura-discord/kaltura/kaltura-client'
import { installedPackage } from './installed-package.ts'

type Kaltura = Parameters<typeof createKalturaClientTransport>[0]['kaltura']

/**
 * What carries calls to the Kaltura at an address when the operator chose another than our own: the npm `kaltura-client`, which bundles of the server must not contain (AGPL). `undefined` for our own.
 * @throws InvalidInputError when it was chosen and isn't there
 */
export function kalturaTransport({ KALTURA_CLIENT }: Settings): ((serviceUrl: string) => KalturaTransport) | undefined {
  if (KALTURA_CLIENT === 'fetch') return undefined
  const kaltura = installedPackage<Kaltura>('kaltura-client', 'KALTURA_CLIENT is kaltura-client')
  return (serviceUrl) => createKalturaClientTransport({ kaltura, serviceUrl })
}
