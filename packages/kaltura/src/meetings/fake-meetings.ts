import type { KsIssuer, MeetingDraft, MeetingProvider } from '@kaltura-discord/core'
import { createKalturaClient } from '../client/kaltura-client.ts'
import { createKsSource } from '../grants/ks-source.ts'
import { createMeetingProviders, type MeetingConnection } from './meeting-providers.ts'

export const nowMs = Date.UTC(2026, 0, 5, 9)
export const startsAtMs = Date.UTC(2026, 0, 6, 9)
export const startUnix = startsAtMs / 1000
export const guildId = '112233445566778899'
export const times = { startsAtMs, endsAtMs: startsAtMs + 3_600_000, timeZone: 'Europe/Berlin', recurrence: undefined }
export const draft: MeetingDraft = { guildId, type: 'room', name: 'Colloquium', description: 'Slides', times }
export const mara = { userId: 'discord_123456789012345678', name: 'Mara Lind', role: 'attendee' } as const
export const expiresAtMs = nowMs + 600_000
/** Not of a form that redaction knows. */
export const plannerKs = 'the-planners-own'
export const usual = { clientTag: 'kaltura-discord', partnerId: 102, ks: plannerKs, format: 1 }
/** A request: `service action` of API v3, or host and path. */
type Sent = { path: string; body: Record<string, unknown>; headers: Headers; redirect: unknown }

/** For tests: the provider of a connection that answers with `answers`, one after the other, and what it was asked. An error is thrown by `fetch`. */
export function fakeMeetings(
  kind: MeetingConnection['kind'],
  ...answers: readonly unknown[]
): { provider: MeetingProvider; sent: Sent[]; grants: unknown[] } {
  const sent: Sent[] = []
  const grants: unknown[] = []
  const left = [...answers]
  const fetch = async (url: string, init: RequestInit) => {
    const { host, pathname } = new URL(url)
    const path = `${host}${pathname}`.replace(/^api.example\/api_v3\/service\/(\w+)(\/action\/(\w+))?$/, '$1 $3').trim()
    sent.push({ path, body: JSON.parse(String(init.body)), headers: new Headers(init.headers), redirect: init.redirect })
    const answer = left.shift()
    if (answer instanceof Error) throw answer
    return answer instanceof Response ? answer : Response.json(answer)
  }
  const issuer: KsIssuer = {
    async issue(grant) {
      grants.push(grant)
      return { ks: grant.kind === 'meeting-planner' ? plannerKs : 'djJ8-of-mara==', expiresAtMs }
    },
  }
  const planner = createKsSource({ issuer, grant: { kind: 'meeting-planner' }, now: () => nowMs })
  const client = createKalturaClient({ serviceUrl: 'https://api.example', partnerId: 102, fetch, ks: planner })
  const at = { fetch, client, planner, issuer, kafUrl: 'https://kaf.example/', eventsUrl: 'https://events.example', now: () => nowMs }
  const provider = createMeetingProviders({ campus: { kind, ...at } }).find('campus')
  if (!provider) throw new Error('The connection has no provider')
  return { provider, sent, grants }
}
