import { randomBytes } from 'node:crypto'
import type { SandboxBeacon, SandboxEntry } from '../control/contract.ts'
import { createAccountRecords } from './account/account-records.ts'
import type { Account } from './account.ts'
import { createAnalytics } from './analytics/collect.ts'
import { createApiHost } from './api-host.ts'
import { type AppToken, demoAppToken } from './app-token.ts'
import { type Catalogue, createCatalogue } from './catalogue.ts'
import { sandboxEntry } from './entry.ts'
import { createEventsHost } from './events-platform/events-host.ts'
import { createPlatform } from './events-platform/platform.ts'
import { findPlayerScripts, mediaFolder } from './installed.ts'
import { createKafHost } from './kaf/kaf-host.ts'
import { createKsGate, type KsWatch } from './ks-gate.ts'
import { type Front, listenOnLoopback } from './loopback.ts'
import { createMediaHost } from './media-host.ts'
import type { Meetings } from './meetings/meetings.ts'
import type { Delivery } from './notifications/sender.ts'
import type { NotificationTarget } from './notifications/target.ts'
import { createPlugins } from './plugins.ts'

/** A Kaltura on 127.0.0.1 with one partner account, a few entries and secrets of its own, new at each start. */
export interface SandboxKaltura {
  /** Origin of API v3 (`/api_v3`), playManifest, thumbnails and the player: `http://127.0.0.1:<port>`. */
  apiUrl: string
  /** Origin of playlists, segments and files: another port, hence another origin, as a CDN is. */
  mediaUrl: string
  /** Origin of KAF, which makes meeting rooms and lets people into them: `<partner>.kaf.kaltura.com` in the real world. */
  kafUrl: string
  /** Origin of the Events Platform's public API (`/api/v1`): `events-api.<region>.ovp.kaltura.com` in the real world. */
  eventsUrl: string
  /** Kaltura user id of the Events Platform's first team member: an ADMIN KS of this user may use that API. */
  eventsAdmin: string
  partnerId: number
  adminSecret: string
  /** An app token of the account, for `appToken.startSession`: there at every start, under the same id. */
  appToken: AppToken
  /** What notifications are signed with. */
  notificationSecret: string
  uiConfId: number
  /** What there is, newest first. */
  entries(): SandboxEntry[]
  /** The meeting rooms, and who is in them. */
  meetings: Meetings
  /** What players told Kaltura's analytics, oldest first; the last 300. */
  beacons(): SandboxBeacon[]
  /** The next so many `events/create` answer 500 although the event was created, as the real Events Platform sometimes does. Default 1. */
  stumbleAfterCreating(times?: number): void
  /** Every attempt to deliver a notification, oldest first. */
  deliveries(): Delivery[]
  /** Makes another recording of the study room READY and notifies the target, if one is set. Resolves before it is delivered. */
  publishRecording(): Promise<{ entryId: string }>
  /** Where the next notifications go. */
  setNotificationTarget(target: NotificationTarget): void
  /** `true`: the media host refuses connections, until it is `false` again. */
  setMediaDown(down: boolean): void
  /** Called after entries, deliveries, meetings or beacons changed. Returns how to stop. */
  subscribe(listener: () => void): () => void
  close(): Promise<void>
}

export interface SandboxKalturaOptions {
  /** A partner account and secrets of one's own, such as those that vectors were made with. Default: 102, with a secret new at each start. */
  account?: { partnerId: number; adminSecrets: readonly [string, ...string[]] }
  /** App tokens beside {@link SandboxKaltura.appToken}. */
  appTokens?: readonly AppToken[]
  /** Milliseconds since 1970. */
  now?: () => number
  /** Gets a line at a time; never a KS, a secret or a path. Default: nobody hears. */
  log?: (line: string) => void
  /** `false`: `eventNotificationTemplate.add` is forbidden, as to some of Kaltura's accounts, which may only clone. Default true. */
  mayAddTemplates?: boolean
  /** Sends the notifications. */
  fetch?: typeof globalThis.fetch
  /** Calls back after so many ms, and returns how to prevent it; for retries of notifications. Default: a timer that keeps no process alive. */
  timer?: (callback: () => void, afterMs: number) => () => void
  /** Hears of every KS, and may call some expired. Default: nobody. */
  ksWatch?: KsWatch
  /** Stands before the API host's answers. Default: nothing. */
  apiFront?: Front
  /** Stands before the media host's answers. Default: nothing. */
  mediaFront?: Front
}

const uiConfId = 23_448_540
const eventsAdmin = 'ada.okafor@university.example'

/** Starts its servers on free ports of 127.0.0.1. */
export async function createSandboxKaltura(options: SandboxKalturaOptions = {}): Promise<SandboxKaltura> {
  const { now = Date.now, log = () => {}, fetch = globalThis.fetch, timer = systemTimer } = options
  const { partnerId, adminSecrets } = options.account ?? { partnerId: 102, adminSecrets: [newSecret()] as const }
  const notificationSecret = newSecret()
  const appToken = demoAppToken(newSecret())
  const appTokens = [appToken, ...(options.appTokens ?? [])]
  const folder = mediaFolder()
  const catalogue = createCatalogue({ now, word: randomWord })
  const records = createAccountRecords({ appTokens, entries: catalogue.all(), now, word: randomWord, newSecret })
  const gate = createKsGate({ partnerId, adminSecrets, now, watch: options.ksWatch })

  const media = await listenOnLoopback((origin) => createMediaHost({ mediaUrl: origin, folder, catalogue, now }).fetch, options.mediaFront)
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  const analytics = createAnalytics({ gate, now, changed })
  const plugins = createPlugins({
    catalogue,
    account: () => account,
    partnerId,
    adminSecret: adminSecrets[0],
    notificationSecret,
    mayAddTemplates: options.mayAddTemplates ?? true,
    now,
    word: randomWord,
    fetch,
    timer,
    changed,
    log,
  })
  const accountAt = (apiUrl: string): Account => ({ partnerId, uiConfId, apiUrl, mediaUrl: media.origin })
  const api = await listenOnLoopback(
    (origin) =>
      createApiHost({
        account: accountAt(origin),
        catalogue: announcing(catalogue, changed),
        gate,
        records,
        plugins: plugins.actions,
        analytics,
        now,
        folder,
        playerScripts: findPlayerScripts(),
        log,
      }).fetch,
    options.apiFront,
  )
  const account = accountAt(api.origin)
  const kaf = await listenOnLoopback(() => createKafHost({ gate, ...plugins, word: randomWord }).fetch)
  let stumbles = 0
  const stumble = () => {
    if (stumbles === 0) return false
    stumbles -= 1
    return true
  }
  const platform = createPlatform({ now, word: randomWord, admin: eventsAdmin })
  const events = await listenOnLoopback(() => createEventsHost({ gate, platform, stumbles: stumble }).fetch)

  return {
    apiUrl: account.apiUrl,
    mediaUrl: account.mediaUrl,
    kafUrl: kaf.origin,
    eventsUrl: events.origin,
    eventsAdmin,
    partnerId,
    adminSecret: adminSecrets[0],
    appToken,
    notificationSecret,
    uiConfId,
    entries: () => catalogue.all().map((entry) => sandboxEntry(entry, account)),
    meetings: plugins.meetings,
    beacons: analytics.beacons,
    stumbleAfterCreating(times = 1) {
      stumbles = times
    },
    deliveries: () => [...plugins.sender.deliveries()],
    async publishRecording() {
      const entry = catalogue.publishRecording()
      changed()
      plugins.entryReady(entry)
      return { entryId: entry.id }
    },
    setNotificationTarget: plugins.setTarget,
    setMediaDown: media.setDown,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      listeners.clear()
      await Promise.all([plugins.close(), api.close(), media.close(), kaf.close(), events.close()])
    },
  }
}

/** The same catalogue, whose changes are told. */
function announcing(catalogue: Catalogue, changed: () => void): Catalogue {
  return {
    ...catalogue,
    put(entry) {
      catalogue.put(entry)
      changed()
    },
    remove(id) {
      catalogue.remove(id)
      changed()
    },
  }
}

function newSecret(): string {
  return randomBytes(16).toString('hex')
}

function randomWord(length: number): string {
  return Array.from(randomBytes(length), (byte) => (byte % 36).toString(36)).join('')
}

function systemTimer(callback: () => void, afterMs: number): () => void {
  const timeout = setTimeout(callback, afterMs)
  timeout.unref()
  return () => clearTimeout(timeout)
}
