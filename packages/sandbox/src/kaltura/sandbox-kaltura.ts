import { randomBytes } from 'node:crypto'
import type { SandboxEntry } from '../control/contract.ts'
import type { Account } from './account.ts'
import { createApiHost } from './api-host.ts'
import { type AppToken, demoAppToken } from './app-token.ts'
import { createCatalogue } from './catalogue.ts'
import { kalturaEntry, sandboxEntry } from './entry.ts'
import { findPlayerBundle, mediaFolder } from './installed.ts'
import { createKsGate } from './ks-gate.ts'
import { type Front, listenOnLoopback } from './loopback.ts'
import { createMediaHost } from './media-host.ts'
import { entryReadyBody } from './notifications/entry-ready.ts'
import { createNotificationSender, type Delivery, type NotificationTarget } from './notifications/sender.ts'

/** A Kaltura on 127.0.0.1 with one partner account, a few entries and secrets of its own, new at each start. */
export interface SandboxKaltura {
  /** Origin of API v3 (`/api_v3`), playManifest, thumbnails and the player: `http://127.0.0.1:<port>`. */
  apiUrl: string
  /** Origin of playlists, segments and files: another port, hence another origin, as a CDN is. */
  mediaUrl: string
  partnerId: number
  adminSecret: string
  /** An app token of the account, for `appToken.startSession`: there at every start, under the same id. */
  appToken: AppToken
  /** What notifications are signed with. */
  notificationSecret: string
  uiConfId: number
  /** What there is, newest first. */
  entries(): SandboxEntry[]
  /** Every attempt to deliver a notification, oldest first. */
  deliveries(): Delivery[]
  /** Makes another recording of the study room READY and notifies the target, if one is set. Resolves before it is delivered. */
  publishRecording(): Promise<{ entryId: string }>
  /** Where the next notifications go. */
  setNotificationTarget(target: NotificationTarget): void
  /** Called after entries or deliveries changed. Returns how to stop. */
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
  /** Sends the notifications. */
  fetch?: typeof globalThis.fetch
  /** Calls back after so many ms, and returns how to prevent it; for retries of notifications. Default: a timer that keeps no process alive. */
  timer?: (callback: () => void, afterMs: number) => () => void
  /** Stands before the API host's answers. Default: nothing. */
  apiFront?: Front
  /** Stands before the media host's answers. Default: nothing. */
  mediaFront?: Front
}

const uiConfId = 23_448_540

/** Starts both servers on free ports of 127.0.0.1. */
export async function createSandboxKaltura(options: SandboxKalturaOptions = {}): Promise<SandboxKaltura> {
  const { now = Date.now, log = () => {}, fetch = globalThis.fetch, timer = systemTimer } = options
  const { partnerId, adminSecrets } = options.account ?? { partnerId: 102, adminSecrets: [newSecret()] as const }
  const notificationSecret = newSecret()
  const appToken = demoAppToken(newSecret())
  const appTokens = [appToken, ...(options.appTokens ?? [])]
  const folder = mediaFolder()
  const catalogue = createCatalogue({ now, word: randomWord })
  const gate = createKsGate({ partnerId, adminSecrets, now })

  const media = await listenOnLoopback((origin) => createMediaHost({ mediaUrl: origin, folder }).fetch, options.mediaFront)
  const accountAt = (apiUrl: string): Account => ({ partnerId, uiConfId, apiUrl, mediaUrl: media.origin })
  const api = await listenOnLoopback(
    (origin) =>
      createApiHost({ account: accountAt(origin), catalogue, gate, appTokens, now, folder, playerBundle: findPlayerBundle(), log }).fetch,
    options.apiFront,
  )
  const account = accountAt(api.origin)

  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  const sender = createNotificationSender({ secret: notificationSecret, now, fetch, timer, changed, log })
  // Above 2^32, as Kaltura's are: whoever keeps job ids in 32 bits finds out here.
  let jobId = 33_578_094_492
  let target: NotificationTarget | undefined

  return {
    apiUrl: account.apiUrl,
    mediaUrl: account.mediaUrl,
    partnerId,
    adminSecret: adminSecrets[0],
    appToken,
    notificationSecret,
    uiConfId,
    entries: () => catalogue.all().map((entry) => sandboxEntry(entry, account)),
    deliveries: () => [...sender.deliveries()],
    async publishRecording() {
      const entry = catalogue.publishRecording()
      jobId += 1
      changed()
      if (target) sender.send({ entryId: entry.id, body: entryReadyBody(kalturaEntry(entry, account), jobId) }, target)
      return { entryId: entry.id }
    },
    setNotificationTarget(next) {
      target = next
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      listeners.clear()
      await Promise.all([sender.close(), api.close(), media.close()])
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
