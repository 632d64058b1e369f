import { clips } from './clips.ts'
import { type CatalogueEntry, entryStatus } from './entry.ts'

/** The room whose recordings `publishRecording` makes. */
export const studyRoomId = '0_room01ab'

/** What the sandbox's Kaltura holds. */
export interface Catalogue {
  find(id: string): CatalogueEntry | undefined
  /** Newest first. */
  all(): readonly CatalogueEntry[]
  /** Makes a new recording of the study room, ready at once. Every call makes another entry. */
  publishRecording(): CatalogueEntry
}

/** @param options.word random lower-case letters and digits, `length` of them: entry ids never repeat, not even after a restart. */
export function createCatalogue(options: { now: () => number; word: (length: number) => string }): Catalogue {
  const startedAtMs = options.now()
  const entries = new Map(holdings.map((holding) => [holding.id, dated(holding, startedAtMs)]))
  let recordings = 0

  return {
    find: (id) => entries.get(id),
    all: () => [...entries.values()].sort((a, b) => b.createdAtMs - a.createdAtMs),
    publishRecording() {
      recordings += 1
      const nowMs = options.now()
      const entry: CatalogueEntry = {
        ...common,
        id: `0_rec${options.word(5)}`,
        name: `Study group – recording ${recordings}`,
        description: 'What was said in the study room.',
        tags: ['discord', 'recording'],
        categories: ['university>recordings'],
        rootEntryId: studyRoomId,
        createdAtMs: nowMs - clips.meeting.durationS * 1000,
        updatedAtMs: nowMs,
        clip: clips.meeting,
      }
      entries.set(entry.id, entry)
      return entry
    },
  }
}

type Holding = Omit<CatalogueEntry, 'createdAtMs' | 'updatedAtMs'> & { ageHours: number }

const common = { status: entryStatus.ready, access: 'protected', manifest: 'absolute', userId: 'prof.okafor' } as const

const holdings: readonly Holding[] = [
  {
    ...common,
    id: '0_lec01abc',
    name: 'Lecture 1: Orbital mechanics',
    description: 'Why a satellite that brakes goes faster.',
    tags: ['discord', 'lecture', 'physics'],
    categories: ['university>lectures'],
    clip: clips.orbits,
    ageHours: 14 * 24,
  },
  {
    ...common,
    id: '0_lec02abc',
    name: 'Lecture 2: Tides and moons',
    description: 'Two bulges, one moon, and the length of the day.',
    tags: ['discord', 'lecture', 'physics'],
    categories: ['university>lectures'],
    clip: clips.tides,
    manifest: 'redirect',
    ageHours: 7 * 24,
  },
  {
    ...common,
    id: '0_mot60abc',
    name: 'Motion lab: sixty frames a second',
    description: 'A bouncing ball, filmed fast enough to measure.',
    tags: ['discord', 'lab'],
    categories: ['university>labs'],
    clip: clips.motion,
    ageHours: 3 * 24,
  },
  {
    ...common,
    id: '0_welc0me1',
    name: 'Welcome to campus',
    description: 'Where to find a library card, a lab coat and a quiet corner.',
    tags: ['discord', 'welcome'],
    categories: ['university>public'],
    clip: clips.welcome,
    access: 'public',
    ageHours: 60 * 24,
  },
  {
    ...common,
    id: '0_lec03abc',
    name: 'Lecture 3: Light curves',
    description: 'Still being converted.',
    tags: ['discord', 'lecture', 'physics'],
    categories: ['university>lectures'],
    status: entryStatus.preconvert,
    ageHours: 1,
  },
  {
    ...common,
    id: '0_talk01ab',
    name: 'Guest talk: Mining the asteroids',
    description: 'Blocked until the speaker has agreed.',
    tags: ['discord', 'talk'],
    categories: ['university>talks'],
    status: entryStatus.blocked,
    ageHours: 5 * 24,
  },
  {
    ...common,
    id: '0_staff1ab',
    name: 'Faculty meeting, autumn term',
    description: 'For staff: no community may see it.',
    tags: ['staff'],
    categories: ['university>staff'],
    clip: clips.meeting,
    ageHours: 2 * 24,
  },
]

function dated({ ageHours, ...holding }: Holding, startedAtMs: number): CatalogueEntry {
  const createdAtMs = startedAtMs - ageHours * 3_600_000
  return { ...holding, createdAtMs, updatedAtMs: createdAtMs + 60_000 }
}
