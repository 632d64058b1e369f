/** What one look at a broadcast or a meeting showed. */
export type Sighting =
  | { kind: 'on-air' }
  | { kind: 'off-air' }
  /** There is no such thing any more, or nobody watches it any more: it won't come back after a moment. */
  | { kind: 'gone' }
  /** Kaltura didn't say. Nothing is learned from it. */
  | { kind: 'unknown' }

/** How long it has to stay one way before it is believed, in ms. */
export interface Patience {
  start: number
  end: number
}

/** What is believed of it. Times are in ms since 1970 by our clock, at the first look that showed it. */
export type StreamState =
  | { kind: 'unseen' }
  | { kind: 'offline' }
  | { kind: 'starting'; sinceMs: number; alreadyOn: boolean }
  | { kind: 'live'; sinceMs: number }
  /** Live, and lately not seen so: an encoder that comes back within a minute has not ended anything. */
  | { kind: 'ending'; sinceMs: number; offSinceMs: number }

export type StreamChange =
  /** `alreadyOn`: it was on when we first looked, so that it may have been told by somebody before us. */
  { kind: 'started'; sinceMs: number; alreadyOn: boolean } | { kind: 'ended'; sinceMs: number; endedAtMs: number }

export const unseen: StreamState = { kind: 'unseen' }

interface Stepped {
  state: StreamState
  change?: StreamChange
}

/** What is believed after another look. A start is told once, and an end only of what was told to have started. */
export function step(state: StreamState, sighting: Sighting, atMs: number, patience: Patience): Stepped {
  switch (sighting.kind) {
    case 'unknown':
      return { state }
    case 'on-air':
      return seenOn(state, atMs, patience)
    case 'off-air':
      return seenOff(state, atMs, patience)
    case 'gone':
      return state.kind === 'live' || state.kind === 'ending'
        ? ended(state.sinceMs, state.kind === 'ending' ? state.offSinceMs : atMs)
        : { state: { kind: 'offline' } }
  }
}

function seenOn(state: StreamState, atMs: number, { start }: Patience): Stepped {
  switch (state.kind) {
    case 'unseen':
    case 'offline':
      return believed({ kind: 'starting', sinceMs: atMs, alreadyOn: state.kind === 'unseen' }, atMs, start)
    case 'starting':
      return believed(state, atMs, start)
    case 'live':
      return { state }
    case 'ending':
      return { state: { kind: 'live', sinceMs: state.sinceMs } }
  }
}

function believed(state: Extract<StreamState, { kind: 'starting' }>, atMs: number, start: number): Stepped {
  const { sinceMs, alreadyOn } = state
  if (!alreadyOn && atMs - sinceMs < start) return { state }
  return { state: { kind: 'live', sinceMs }, change: { kind: 'started', sinceMs, alreadyOn } }
}

function seenOff(state: StreamState, atMs: number, { end }: Patience): Stepped {
  if (state.kind !== 'live' && state.kind !== 'ending') return { state: { kind: 'offline' } }
  const { sinceMs } = state
  const offSinceMs = state.kind === 'ending' ? state.offSinceMs : atMs
  return atMs - offSinceMs < end ? { state: { kind: 'ending', sinceMs, offSinceMs } } : ended(sinceMs, offSinceMs)
}

function ended(sinceMs: number, endedAtMs: number): Stepped {
  return { state: { kind: 'offline' }, change: { kind: 'ended', sinceMs, endedAtMs } }
}
