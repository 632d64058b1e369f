import { clips } from './clips.ts'
import { type CatalogueEntry, entryStatus } from './entry.ts'
import { type Holding, holdings, usual } from './videos/holdings.ts'
import { unplayable } from './videos/unplayable.ts'

/** The room whose recordings `publishRecording` makes. */
export const studyRoomId = '0_room01ab'

/** What the sandbox's Kaltura holds. A deleted entry stays in it and is seen by nobody, as at Kaltura. */
export interface Catalogue {
  find(id: string): CatalogueEntry | undefined
  /** Newest first. */
  all(): readonly CatalogueEntry[]
  /** Takes in a new entry, or another version of one that is there. */
  put(entry: CatalogueEntry): void
  remove(id: string): void
  /** Makes a new recording of the study room, ready at once. Every call makes another entry. */
  publishRecording(): CatalogueEntry
}

/** @param options.word random lower-case letters and digits, `length` of them: entry ids never repeat, not even after a restart. */
export function createCatalogue(options: { now: () => number; word: (length: number) => string }): Catalogue {
  const startedAtMs = options.now()
  const entries = new Map([...holdings, ...unplayable].map((holding) => [holding.id, dated(holding, startedAtMs)]))
  let recordings = 0

  return {
    find: (id) => [entries.get(id)].find((entry) => entry && !isDeleted(entry)),
    all: () => [...entries.values()].filter((entry) => !isDeleted(entry)).sort((a, b) => b.createdAtMs - a.createdAtMs),
    put: (entry) => void entries.set(entry.id, entry),
    remove: (id) => void entries.delete(id),
    publishRecording() {
      recordings += 1
      const nowMs = options.now()
      const entry: CatalogueEntry = {
        ...usual,
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

function isDeleted(entry: CatalogueEntry): boolean {
  return entry.status === entryStatus.deleted
}

function dated({ ageHours, onAirForHours, startsInHours, ...holding }: Holding, startedAtMs: number): CatalogueEntry {
  const createdAtMs = startedAtMs - ageHours * hourMs
  return {
    ...holding,
    createdAtMs,
    updatedAtMs: createdAtMs + 60_000,
    ...(onAirForHours !== undefined && { live: { kind: 'on-air' as const, sinceMs: startedAtMs - onAirForHours * hourMs } }),
    ...(startsInHours !== undefined && { startsAtMs: startedAtMs + startsInHours * hourMs }),
  }
}

const hourMs = 3_600_000
