import { createKalturaClient, createKsSource, createLocalKsIssuer, createMeetings, decodeKs, ksSecrets } from '@kaltura-discord/kaltura'
import { onTestFinished } from 'vitest'
import { createSandboxKaltura, type SandboxKalturaOptions } from '../kaltura/sandbox-kaltura.ts'
import { judgeKalturaObject } from './kaltura-object-referee.ts'

const partnerId = 102
export const nowMs = Date.UTC(2026, 0, 5, 9)
/** A room that new ones are made after. */
const templateRoom = '0_room01ab'
const adminSecret = '0123456789abcdef0123456789abcdef'
const userSecret = 'fedcba9876543210fedcba9876543210'

/** One request of a provider, as it was on the wire. */
interface Sent {
  url: string
  body: Record<string, unknown>
}

/**
 * The three providers, at one sandbox that ends with the test. What they send to API v3 is held against the classes of Kaltura's own npm client.
 * The operator wants KS that live for an hour, which no link may.
 */
export async function openMeetings(options: SandboxKalturaOptions = {}) {
  const kaltura = await createSandboxKaltura({
    now: () => nowMs,
    account: { partnerId, adminSecrets: [adminSecret, userSecret] },
    ...options,
  })
  onTestFinished(() => kaltura.close())
  const sent: Sent[] = []
  const recording = async (url: string, init: RequestInit) => {
    const body = JSON.parse(String(init.body))
    for (const value of objectsIn(body)) judgeKalturaObject(value, 'sent')
    sent.push({ url, body })
    return fetch(url, init)
  }
  const issuerOf = (secret: string) => createLocalKsIssuer({ partnerId, secret, now: () => nowMs, lifetimeMs: 60 * 60_000 })
  const decode = (secret: string) => (ks: string) =>
    decodeKs(ks, { secrets: ksSecrets({ [partnerId]: secret }), partnerId, now: () => nowMs })
  const as = (userId?: string) => {
    const planner = createKsSource({ issuer: issuerOf(adminSecret), grant: { kind: 'meeting-planner', userId }, now: () => nowMs })
    return { planner, client: createKalturaClient({ serviceUrl: kaltura.apiUrl, partnerId, fetch: recording, ks: planner }) }
  }
  const at = { fetch: recording, kafUrl: kaltura.kafUrl, now: () => nowMs }
  const eventsAt = { ...at, eventsUrl: kaltura.eventsUrl }
  const issuer = issuerOf(adminSecret)
  const templates = { webinar: templateRoom, classroom: templateRoom }
  const subject = (provider: ReturnType<typeof createMeetings>, secret: string) => ({ provider, now: () => nowMs, decode: decode(secret) })
  return {
    kaltura,
    sent,
    /** `service.action` of API v3, or the path, of all requests. */
    paths: () => sent.map(({ url }) => new URL(url).pathname.replace(/^\/api_v3\/service\/(\w+)\/action\/(\w+)$/, '$1.$2')),
    kaf: subject(createMeetings({ kind: 'kaf', ...as(), ...at, issuer, templates }), adminSecret),
    plainKaf: createMeetings({ kind: 'kaf', ...as(), ...at, issuer }),
    legacy: subject(createMeetings({ kind: 'legacy', ...as(), ...at, issuer: issuerOf(userSecret) }), userSecret),
    events: subject(createMeetings({ kind: 'events', ...as(kaltura.eventsAdmin), ...eventsAt, issuer }), adminSecret),
    eventsOfAStranger: createMeetings({ kind: 'events', ...as('stranger'), ...eventsAt, issuer, resilience: once }),
    eventsWithUserKs: createMeetings({ kind: 'events', ...as(), ...eventsAt, issuer, resilience: once, planner: userKs(issuer) }),
  }
}

/** No repetition, hence no waiting for it. */
const once = { circuit: 'closed', run: <T>(call: () => Promise<T>) => call() } as const

/** An operator's mistake: KS that are no planner's. */
function userKs(issuer: ReturnType<typeof createLocalKsIssuer>) {
  return createKsSource({ issuer, grant: { kind: 'catalogue' }, now: () => nowMs })
}

/** Every object of Kaltura's in a request, wherever it is. References to earlier parts of a multirequest are texts. */
function objectsIn(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return []
  return 'objectType' in value ? [value] : Object.values(value).flatMap(objectsIn)
}
