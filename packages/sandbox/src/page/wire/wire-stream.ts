import { z } from 'zod'
import { controlPrefix } from '../../control/contract.ts'
import { type WireEntry, wireEntry } from '../../wire/wire-entry.ts'
import type { After } from '../commands/autocomplete.ts'

/** What the stream needs of a browser's `EventSource`. */
export interface WireLine {
  addEventListener(type: 'wire' | 'error', listener: (event: Event) => void): void
  close(): void
}

const retryMs = 1_500
const entries = z.array(wireEntry)

/** Follows the wires from `after` on until it is closed; a line that breaks is opened again where it broke. */
export function followWires(options: {
  after: number
  wait: After
  open: (url: string) => WireLine
  onEntries: (entries: WireEntry[]) => void
}): { close(): void } {
  let last = options.after
  let current: WireLine | undefined
  let cancel = (): void => {}
  const connect = (): void => {
    const line = options.open(`${controlPrefix}/wire/events?after=${last}`)
    current = line
    line.addEventListener('wire', (event) => {
      const read = entries.safeParse(parseJson('data' in event ? event.data : undefined))
      if (!read.success || line !== current) return
      last = read.data.at(-1)?.seq ?? last
      options.onEntries(read.data)
    })
    line.addEventListener('error', () => {
      if (line !== current) return
      line.close()
      cancel()
      cancel = options.wait(retryMs, connect)
    })
  }
  connect()
  return {
    close() {
      cancel()
      current?.close()
      current = undefined
    },
  }
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}
