import type { MediaScope } from '@kaltura-discord/core'
import { createResilience } from '@kaltura-discord/core/resilience'
import { createFakeKaltura, type SeenCall } from '../client/fake-kaltura.ts'
import { createKalturaClient } from '../client/kaltura-client.ts'
import { createMediaCatalog } from './media-catalog.ts'

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** For tests: a catalogue on a Kaltura that says what `answer` says. `files` is what serves captions; `time.nowMs` is the clock, and `slow` aborts what has taken too long. */
export function createFakeCatalog(answer: (call: SeenCall) => unknown, { files }: { files?: Fetch } = {}) {
  const kaltura = createFakeKaltura(answer)
  const account = { serviceUrl: 'https://kaltura.example', partnerId: 12345 }
  const resilience = createResilience({ name: 'Kaltura', retries: 0 })
  const client = createKalturaClient({ ...account, ks: async () => 'catalogue KS', fetch: kaltura.fetch, resilience })
  const time = { nowMs: 1_800_000_000_000 }
  const slow = new AbortController()
  const catalog = createMediaCatalog({
    ...account,
    client,
    issuer: {
      issue: async (grant) => ({ ks: `KS of a ${grant.kind}${'entryId' in grant ? ` of ${grant.entryId}` : ''}`, expiresAtMs: 0 }),
    },
    fetch: files ?? kaltura.fetch,
    now: () => time.nowMs,
    timeout: () => slow.signal,
  })
  return { catalog, calls: kaltura.calls, time, slow }
}

/** An entry as Kaltura tells it. */
export const lecture = {
  id: '1_lecture1',
  name: 'Lecture 1',
  description: 'Waves',
  type: 1,
  mediaType: 1,
  status: 2,
  duration: 62,
  msDuration: 61_980,
  tags: 'discord, physics',
  categories: 'campus>lectures>physics,archive',
  thumbnailUrl: 'https://cdn.example/p/12345/thumbnail/entry_id/1_lecture1',
  createdAt: 1_767_225_600,
  objectType: 'KalturaMediaEntry',
}

export const lectures: MediaScope = { tags: [], categories: ['campus>lectures'] }

export function listOf(...objects: unknown[]): Record<string, unknown> {
  return { objects, totalCount: objects.length, objectType: 'KalturaListResponse' }
}
