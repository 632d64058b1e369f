import { describeMediaCatalog } from '@kaltura-discord/core/testing'
import { createKalturaClient, createKsSource, createLocalKsIssuer, createMediaCatalog } from '@kaltura-discord/kaltura'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { apiException } from './api/exception.ts'
import { studyRoomId } from './catalogue.ts'
import { createSandboxKaltura, type SandboxKaltura } from './sandbox-kaltura.ts'

const startMs = 1_800_000_000_000
let nowMs = startMs
let kaltura: SandboxKaltura
let recordings: [string, string]
let playlistId: string

beforeAll(async () => {
  kaltura = await createSandboxKaltura({ now: () => nowMs })
  const first = await kaltura.publishRecording()
  nowMs += 60_000
  const second = await kaltura.publishRecording()
  recordings = [second.entryId, first.entryId]
  playlistId = await makePlaylist(['0_staff1ab', '0_lec03abc', '0_nothere1'])
})
afterAll(() => kaltura.close())

const scope = { tags: ['seminar', 'recording'], categories: ['university>lectures'] }

describeMediaCatalog('our adapter on a Kaltura with eSearch', async () => subject(open()))
describeMediaCatalog('our adapter on a Kaltura without eSearch', async () => subject(open(withoutEsearch)))

describe('our adapter', () => {
  test('shows where eSearch found what was searched for', async () => {
    expect(await open().search(scope, 'moon orbital', { limit: 5 })).toEqual([])
    expect(await open().search(scope, 'orbital satellite', { limit: 5 })).toMatchObject([
      {
        id: '0_lec01abc',
        highlights: [
          {
            field: 'name',
            parts: [
              { text: 'Lecture 1: ', found: false },
              { text: 'Orbital', found: true },
              { text: ' mechanics', found: false },
            ],
          },
          {
            field: 'description',
            parts: [
              { text: 'Why a ', found: false },
              { text: 'satellite', found: true },
              { text: ' that brakes goes faster.', found: false },
            ],
          },
        ],
      },
    ])
  })

  test('makes WebVTT of captions that were uploaded as SubRip', async () => {
    expect(await open().captionText('0_capeclde')).toMatchObject({
      kind: 'text',
      track: { language: 'German', languageCode: 'de', label: 'Deutsch' },
      webVtt: expect.stringMatching(
        /^WEBVTT\n\n00:00:00\.250 --> 00:00:03\.750\nEine Finsternis ist eine Frage der Reihe\.\n\n00:00:04\.250 --> /,
      ),
    })
  })

  test.each([
    ['0_lec01abc', { kind: 'playable' }],
    ['0_welc0me1', { kind: 'playable' }],
    ['0_l1ve01ab', { kind: 'playable' }],
    ['0_f0rb1dd3', { kind: 'blocked', why: 'country' }],
    ['0_drm01abc', { kind: 'blocked', why: 'drm-only' }],
    ['0_later01a', { kind: 'blocked', why: 'not-yet', startsAtMs: startMs + 24 * 3_600_000 }],
    ['0_talk01ab', { kind: 'blocked', why: 'moderation' }],
    ['0_fa1led01', { kind: 'blocked', why: 'failed' }],
    ['0_zer0sec1', { kind: 'blocked', why: 'nothing-to-play' }],
    ['0_de1eted1', { kind: 'blocked', why: 'unknown' }],
  ])('knows whether %s plays: %j', async (entryId, playability) => {
    expect(await open().playability(entryId)).toEqual(playability)
  })

  test('knows when an entry opens, so that nobody watches it earlier', async () => {
    expect(await open().get('0_later01a')).toMatchObject({ status: 'ready', opensAtMs: startMs + 24 * 3_600_000 })
    expect(await open().get('0_lec01abc')).not.toHaveProperty('opensAtMs')
  })

  test('gives addresses that Kaltura knows', async () => {
    const catalog = open()
    const still = await fetch(catalog.thumbnailUrl('0_welc0me1', { width: 320, second: 2 }))
    const manifest = await fetch(catalog.playManifestUrl('0_ecl1pse1'), { headers: { 'x-kaltura-ks': await viewerKs('0_ecl1pse1') } })

    expect([still.status, still.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^image\//)])
    expect(await manifest.text()).toMatch(/^#EXTM3U/)
  })
})

function open(through: typeof fetch = fetch) {
  const { apiUrl: serviceUrl, partnerId } = kaltura
  const source = createKsSource({ issuer: issuer(), grant: { kind: 'catalogue' }, now: () => nowMs })
  const client = createKalturaClient({ serviceUrl, partnerId, ks: source, fetch: (url, init) => through(url, init) })
  return createMediaCatalog({ client, issuer: issuer(), partnerId, serviceUrl, fetch: (url, init) => through(url, init), now: () => nowMs })
}

/** A playlist as an administrator makes one in Kaltura. */
async function makePlaylist(entryIds: readonly string[]): Promise<string> {
  const { apiUrl: serviceUrl, partnerId } = kaltura
  const { ks } = await issuer().issue({ kind: 'meeting-planner' })
  const client = createKalturaClient({ serviceUrl, partnerId, fetch: (url, init) => fetch(url, init) })
  const playlist = { objectType: 'KalturaPlaylist', name: 'For the staff', playlistType: 3, playlistContent: entryIds.join(',') }
  return (await client.call('playlist', 'add', { playlist }, { schema: z.object({ id: z.string() }), ks })).id
}

function issuer() {
  return createLocalKsIssuer({ partnerId: kaltura.partnerId, secret: kaltura.adminSecret, now: () => nowMs })
}

async function viewerKs(entryId: string): Promise<string> {
  return (await issuer().issue({ kind: 'viewer', entryId, userId: 'alice' })).ks
}

const withoutEsearch: typeof fetch = async (url, init) =>
  String(url).includes('/elasticsearch_esearch/')
    ? Response.json(apiException('FEATURE_FORBIDDEN', 'This feature is forbidden', {}))
    : fetch(url, init)

function subject(catalog: ReturnType<typeof open>) {
  return {
    catalog,
    scope,
    inside: { entryId: '0_lec02abc', word: 'tides' },
    playlistId,
    outside: { entryId: '0_staff1ab', word: 'faculty' },
    spoken: {
      entryId: '0_ecl1pse1',
      captionId: '0_capeclen',
      words: ['moon', 'casts'] as const,
      startMs: 4250,
      line: 'Sun, moon and earth: the moon casts its shadow on us.',
      language: 'English',
    },
    chapters: {
      entryId: '0_ecl1pse1',
      all: [
        { startMs: 0, title: 'Standing in line', description: 'Sun, moon, earth.' },
        { startMs: 8000, title: 'Four hundred times', description: 'How wide, and how far.' },
        { startMs: 16_000, title: 'For now', description: 'The moon moves away.' },
      ],
    },
    room: { roomId: studyRoomId, recordings },
    processing: { entryId: '0_lec03abc' },
  }
}
