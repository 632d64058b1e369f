import type { EntrySummary } from '@kaltura-discord/api'
import type { KalturaPlayback } from '@kaltura-discord/kaltura/player'
import type { Player } from '@kaltura-discord/sync'
import { type ReadonlySignal, signal } from '@preact/signals'
import { type Failure, failure } from '../launch/failure.ts'
import type { Opened } from './library.ts'
import { createPlayerSlot } from './player-slot.ts'

/** What is to be seen: an entry, nothing yet, or why this viewer sees nothing. */
export type Shown =
  | { kind: 'opening' }
  | { kind: 'open'; entry: EntrySummary; playback: KalturaPlayback }
  | { kind: 'refused'; why: Failure }

/** Where one entry after the other is shown; the room orders one player, whatever is in it. */
export interface Screen {
  shown: ReadonlySignal<Shown>
  player: Player
  /** The entry that is loaded. */
  loaded(): string | undefined
  /** Shows an entry instead of what is shown; the latest wish counts. */
  show(entryId: string): void
  /** Tries again what did not open. */
  again(): void
  close(): void
}

export interface ScreenOptions {
  first: { opened: Opened; playback: KalturaPlayback }
  open(entryId: string): Promise<Opened>
  play(opened: Opened): Promise<KalturaPlayback>
  /** After every change of what is loaded. */
  onLoaded(): void
}

export function createScreen({ first, open, play, onLoaded }: ScreenOptions): Screen {
  const slot = createPlayerSlot()
  const shown = signal<Shown>({ kind: 'open', entry: first.opened.entry, playback: first.playback })
  let wanted: string | undefined = first.opened.entry.id
  slot.put(first.playback.player)

  function clear(): void {
    slot.put(undefined)
    if (shown.value.kind === 'open') shown.value.playback.destroy()
  }

  async function load(entryId: string): Promise<void> {
    clear()
    shown.value = { kind: 'opening' }
    try {
      const opened = await open(entryId)
      if (wanted !== entryId) return
      const playback = await play(opened)
      if (wanted !== entryId) return playback.destroy()
      shown.value = { kind: 'open', entry: opened.entry, playback }
      slot.put(playback.player)
    } catch (error) {
      if (wanted !== entryId) return
      shown.value = { kind: 'refused', why: failure(error) }
    }
    onLoaded()
  }

  return {
    shown,
    player: slot,
    loaded: () => (shown.value.kind === 'open' ? shown.value.entry.id : undefined),
    show(entryId) {
      if (entryId === wanted) return
      wanted = entryId
      void load(entryId)
    },
    again() {
      if (wanted !== undefined && shown.value.kind === 'refused') void load(wanted)
    },
    close() {
      wanted = undefined
      clear()
    },
  }
}
