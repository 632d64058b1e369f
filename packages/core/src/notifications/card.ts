import { z } from 'zod'
import type { NotificationEvent } from './notification-event.ts'

/** How far a card has come. It only ever goes on. */
const phases = ['scheduled', 'live', 'ended', 'ready', 'captioned'] as const

/** One broadcast, meeting or recording, from the first that was told of it to the last: the content of a card row. */
const card = z.object({
  phase: z.enum(phases),
  /** When what opened it began. */
  openedAtMs: z.number(),
  /** The broadcast or meeting that it is about, by its beginning; unknown when a recording opened it, or an end of which we missed the beginning. */
  liveSinceMs: z.number().optional(),
  endedAtMs: z.number().optional(),
  /** The recording that it shows. */
  recordingId: z.string().optional(),
})

export type Card = z.output<typeof card>

/** What a delivery tells a card. */
export interface Happening {
  event: NotificationEvent
  entryId: string
  /** When the broadcast or the meeting began, or will, or the entry was made. */
  beganAtMs: number | undefined
  endedAtMs: number | undefined
}

/** `open` a new message; `turn` an old one over; or nothing, when that has told something later. `index` is into the cards that were given. */
export type CardStep = { kind: 'open'; card: Card } | { kind: 'turn'; card: Card; index: number } | { kind: 'outdated' }

const phaseOf: Readonly<Record<NotificationEvent, Card['phase']>> = {
  'meeting-scheduled': 'scheduled',
  'meeting-started': 'live',
  'live-started': 'live',
  'meeting-ended': 'ended',
  'live-ended': 'ended',
  'entry-ready': 'ready',
  'recording-ready': 'ready',
  'captions-ready': 'captioned',
}

const minuteMs = 60_000
/** Two servers that watch one stream see it begin at different looks, up to two minutes and a bit apart. */
const sameBroadcastMs = 3 * minuteMs
/** A recording is made when its broadcast begins, a little before we see it; or after it has ended. */
const earlyMs = 5 * minuteMs
const lateMs = 60 * minuteMs
/** Of one whose end nobody told. */
const longestMs = 24 * 60 * minuteMs

/**
 * What one more event means for the cards of a subject in a channel. In whatever order the events of a broadcast come, they share one card, and it never goes
 * back; another broadcast of the same stream opens another,
 * and so does another date of a meeting, unless the one before was only planned: then it was put off.
 */
export function nextCard(cards: readonly Card[], happening: Happening): CardStep {
  const isRecording = rank(phaseOf[happening.event]) >= rank('ready')
  const told = isRecording ? recordingOf(happening) : broadcastOf(happening)
  const index = isRecording ? cardOfRecording(cards, happening) : cardOfBroadcast(cards, happening)
  const found = cards[index]
  if (!found) return { kind: 'open', card: { openedAtMs: happening.beganAtMs ?? happening.endedAtMs ?? 0, ...told } }
  // What is told twice in one phase is told of something that changed.
  if (rank(told.phase) < rank(found.phase)) return { kind: 'outdated' }
  // What was planned may have been planned anew.
  if (found.phase === 'scheduled') return { kind: 'turn', index, card: { ...found, ...told } }
  // What was known first of the broadcast stays: another server says it a little differently.
  return { kind: 'turn', index, card: { ...told, ...found, phase: told.phase } }
}

/** @throws ZodError, SyntaxError for what no version up to this one has written */
export function readCard(content: string): Card {
  return card.parse(JSON.parse(content))
}

function rank(phase: Card['phase']): number {
  return phases.indexOf(phase)
}

function recordingOf({ event, entryId }: Happening) {
  return { phase: phaseOf[event], recordingId: entryId }
}

function broadcastOf({ event, beganAtMs, endedAtMs }: Happening) {
  const phase = phaseOf[event]
  return {
    phase,
    ...(beganAtMs === undefined ? {} : { liveSinceMs: beganAtMs }),
    ...(endedAtMs === undefined || phase !== 'ended' ? {} : { endedAtMs }),
  }
}

function cardOfBroadcast(cards: readonly Card[], { beganAtMs, endedAtMs }: Happening): number {
  if (beganAtMs === undefined) return cards.findIndex(({ phase }) => phase === 'live')
  const own = cards.findIndex(({ liveSinceMs = Number.NaN }) => Math.abs(liveSinceMs - beganAtMs) <= sameBroadcastMs)
  if (own >= 0) return own
  const planned = cards.findIndex(({ phase }) => phase === 'scheduled')
  if (planned >= 0) return planned
  // Its recording may have been told first.
  return cards.findIndex(
    ({ liveSinceMs, openedAtMs }) => liveSinceMs === undefined && isWithin(openedAtMs, beganAtMs, (endedAtMs ?? beganAtMs) + earlyMs),
  )
}

function cardOfRecording(cards: readonly Card[], { entryId, beganAtMs = Number.NaN }: Happening): number {
  const own = cards.findIndex(({ recordingId }) => recordingId === entryId)
  if (own >= 0) return own
  const fitting = cards.map(({ liveSinceMs, endedAtMs, recordingId }) => {
    const sinceMs = recordingId === undefined ? (liveSinceMs ?? Number.NaN) : Number.NaN
    return isWithin(beganAtMs, sinceMs, endedAtMs === undefined ? sinceMs + longestMs : endedAtMs + lateMs) ? sinceMs : 0
  })
  const latest = Math.max(0, ...fitting)
  return latest === 0 ? -1 : fitting.indexOf(latest)
}

function isWithin(atMs: number, fromMs: number, untilMs: number): boolean {
  return atMs >= fromMs - earlyMs && atMs <= untilMs
}
