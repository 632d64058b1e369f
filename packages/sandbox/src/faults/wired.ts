import type { IncomingMessage, RequestListener } from 'node:http'
import type { Clock } from '../discord/clock.ts'
import type { ConnectionHooks } from '../discord/gateway/hooks.ts'
import { type RandomToken, randomToken } from '../discord/secrets.ts'
import type { KsWatch } from '../kaltura/ks-gate.ts'
import { tapFetch } from '../wire/fetch-tap.ts'
import { tapGateway } from '../wire/gateway-tap.ts'
import { createHttpTap } from '../wire/http-tap.ts'
import { tapSockets } from '../wire/socket-tap.ts'
import { createWire, type Wire } from '../wire/wire.ts'
import type { WireName } from '../wire/wire-entry.ts'
import { createFaultDoor, type FaultDoor } from './fault-door.ts'
import type { FaultPlace } from './fault-order.ts'
import { createFaults, type Faults } from './faults.ts'
import { createGatewayFaults } from './gateway-faults.ts'
import { createKsAges, refuseExpiredKs } from './ks-ages.ts'
import { createNotificationFetch } from './notification-faults.ts'
import { createSteppedClock } from './stepped-clock.ts'

type Front = (next: RequestListener) => RequestListener

/** Everything that lies on the wires of one sandbox: faults next to whoever answers, and the inspector around them. */
export interface Wired {
  faults: Faults
  wire: Wire
  /** The clock that Discord and Kaltura live by; a `step` moves it. */
  clock: Clock
  /** Makes tokens that never show in the inspector. */
  random: RandomToken
  gatewayHooks: ConnectionHooks
  ksWatch: KsWatch
  kalturaApi: Front
  kalturaMedia: Front
  notificationFetch: typeof globalThis.fetch
  gateway: FaultDoor
  activityProxy: FaultDoor
  /** @param isRest which requests are for Discord's REST API */
  rest(isRest: (request: IncomingMessage) => boolean): Front
  /** Ends sockets and timers. */
  close(): void
}

/** @param options.clock the time outside, which no fault moves */
export function layWires(options: { clock: Clock; seed: number; fetch: typeof globalThis.fetch }): Wired {
  const { seed, fetch } = options
  const faults = createFaults({ clock: options.clock, seed })
  const clock = createSteppedClock(options.clock, faults)
  const wire = createWire({ clock })
  const { log, redaction } = wire
  const ages = createKsAges(faults)
  const door = (place: FaultPlace, guards?: (request: IncomingMessage) => boolean): FaultDoor =>
    createFaultDoor({ place, faults, clock, ...(guards ? { guards } : {}) })
  const tap = (name: WireName, bodies: boolean, records?: (request: IncomingMessage) => boolean): Front =>
    createHttpTap({ wire: name, log, redaction, clock, bodies, ...(records ? { records } : {}) })

  const kalturaApi = door('kaltura-api')
  const kalturaMedia = door('kaltura-media')
  const gateway = door('discord-gateway')
  const proxy = door('activity-proxy')
  const tapProxy = tap('activity-proxy', false)
  const sockets = tapSockets({ log, redaction, clock })
  const tapApi = tap('kaltura-api', true)
  const tapMedia = tap('kaltura-media', false)
  return {
    faults,
    wire,
    clock,
    random: (bytes) => wire.secret(randomToken(bytes)),
    gatewayHooks: tapGateway({ log, redaction, clock, hooks: createGatewayFaults({ faults, clock }) }),
    ksWatch: {
      seen: (ks) => ages.seen(wire.secret(ks)),
      isExpired: ages.isExpired,
    },
    kalturaApi: (next) => tapApi(kalturaApi.request(next)),
    kalturaMedia: (next) => tapMedia(kalturaMedia.request(refuseExpiredKs(ages)(next))),
    notificationFetch: createNotificationFetch({ faults, clock, fetch: tapFetch({ log, redaction, clock, fetch }) }),
    gateway,
    activityProxy: {
      request: (next) => tapProxy(proxy.request(next)),
      upgrade: (next) => proxy.upgrade(sockets(next)),
      close: proxy.close,
    },
    rest: (isRest) => (next) => tap('discord-rest', true, isRest)(door('discord-rest', isRest).request(next)),
    close() {
      faults.close()
      for (const { close } of [gateway, proxy]) close()
    },
  }
}
