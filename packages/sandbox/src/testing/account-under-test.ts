import { createKalturaClient, createKsSource, createLocalKsIssuer, type KalturaClient } from '@kaltura-discord/kaltura'
import { adminSecret, nowMs, startKaltura } from './plugin-client.ts'

type Grant = Parameters<ReturnType<typeof createLocalKsIssuer>['issue']>[0]

/** A sandbox Kaltura that ends with the test, and our own client of it with the KS of any grant. `pass` moves its clock. */
export async function startAccount() {
  let atMs = nowMs
  const now = () => atMs
  const plugins = await startKaltura({ now })
  const { kaltura } = plugins
  const issuer = createLocalKsIssuer({ partnerId: kaltura.partnerId, secret: adminSecret, now })
  const clientFor = (grant: Grant): KalturaClient =>
    createKalturaClient({
      serviceUrl: kaltura.apiUrl,
      partnerId: kaltura.partnerId,
      ks: createKsSource({ issuer, grant, now }),
      fetch: (url, init) => fetch(url, init),
    })
  return {
    ...plugins,
    now,
    pass(ms: number) {
      atMs += ms
    },
    clientFor,
  }
}
