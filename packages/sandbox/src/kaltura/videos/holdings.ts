import { eclipseCaptions, fieldTripCaptions } from '../captions/texts.ts'
import { clips } from '../clips.ts'
import { type CatalogueEntry, entryStatus } from '../entry.ts'
import { eclipseChapters, nightChapters } from './chapters.ts'

/** An entry before the sandbox's start gave it its dates. */
export type Holding = Omit<CatalogueEntry, 'createdAtMs' | 'updatedAtMs'> & {
  ageHours: number
  /** Live, and on air since then. */
  onAirForHours?: number
  /** Scheduled for later. */
  startsInHours?: number
}

/** What most entries have in common. */
export const usual = { status: entryStatus.ready, access: 'protected', manifest: 'absolute', userId: 'prof.okafor' } as const

/** The entries that play: one for each way in which a video reaches a player. */
export const holdings: readonly Holding[] = [
  {
    ...usual,
    id: '0_lec01abc',
    name: 'Lecture 1: Orbital mechanics',
    description: 'Why a satellite that brakes goes faster.',
    tags: ['discord', 'lecture', 'physics'],
    categories: ['university>lectures'],
    clip: clips.orbits,
    ageHours: 14 * 24,
  },
  {
    ...usual,
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
    ...usual,
    id: '0_mot60abc',
    name: 'Motion lab: sixty frames a second',
    description: 'A bouncing ball, filmed fast enough to measure.',
    tags: ['discord', 'lab'],
    categories: ['university>labs'],
    clip: clips.motion,
    ageHours: 3 * 24,
  },
  {
    ...usual,
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
    ...usual,
    id: '0_staff1ab',
    name: 'Faculty meeting, autumn term',
    description: 'For staff: no community may see it.',
    tags: ['staff'],
    categories: ['university>staff'],
    clip: clips.meeting,
    ageHours: 2 * 24,
  },
  {
    ...usual,
    id: '0_ecl1pse1',
    name: 'Seminar: Eclipses, with captions and chapters',
    description: 'Why the moon fits the sun, in English and in German.',
    tags: ['discord', 'seminar'],
    categories: ['university>seminars'],
    clip: clips.eclipse,
    captions: eclipseCaptions,
    chapters: eclipseChapters,
    ageHours: 4 * 24,
  },
  {
    ...usual,
    id: '0_dia10gue',
    name: 'Seminar: Translating the sky, in two languages',
    description: 'One picture, two sound tracks.',
    tags: ['discord', 'seminar'],
    categories: ['university>seminars'],
    clip: clips.dialogue,
    ageHours: 6 * 24,
  },
  {
    ...usual,
    id: '0_trip01ab',
    name: 'Night excursion: what to bring',
    description: 'One file with captions beside it.',
    tags: ['discord', 'excursion'],
    categories: ['university>excursions'],
    clip: clips.welcome,
    captions: fieldTripCaptions,
    ageHours: 8 * 24,
  },
  {
    ...usual,
    id: '0_n1ght12h',
    name: 'Observatory: the whole night, twelve hours',
    description: 'From dusk till dawn, without a cut.',
    tags: ['discord', 'observatory'],
    categories: ['university>observatory'],
    clip: clips.night,
    loopedForS: 12 * 3600,
    chapters: nightChapters,
    ageHours: 10 * 24,
  },
  {
    ...usual,
    id: '0_l1ve01ab',
    name: 'Observatory: live from the dome',
    description: 'On air now. Viewers can go back ten minutes.',
    tags: ['discord', 'observatory'],
    categories: ['university>observatory'],
    clip: clips.meeting,
    onAirForHours: 1,
    ageHours: 9 * 24,
  },
]
