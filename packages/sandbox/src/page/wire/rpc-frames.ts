import { type ReadonlySignal, signal } from '@preact/signals'
import { createRedaction } from '../../wire/redaction.ts'
import { createSecretIndex } from '../../wire/secret-index.ts'
import type { WireFrame } from '../../wire/wire-entry.ts'

/** The RPC messages of the windows, redacted as they pass; at most five hundred. */
export interface RpcFrames {
  frames: ReadonlySignal<readonly WireFrame[]>
  /** @param direction `in` is from the Activity */
  add(who: string, direction: 'in' | 'out', message: unknown): void
}

const most = 500
const longest = 16_384

export function createRpcFrames({ now }: { now: () => number }): RpcFrames {
  const redaction = createRedaction(createSecretIndex())
  const frames = signal<readonly WireFrame[]>([])
  let seq = 0
  return {
    frames,
    add(who, direction, message) {
      const text = asText(message)
      if (text === undefined) return
      seq += 1
      const clean = text.length > 10 * longest ? null : JSON.stringify(redaction.json(message)).slice(0, longest)
      const frame: WireFrame = {
        kind: 'frame',
        seq,
        atMs: now(),
        wire: 'activity-rpc',
        direction,
        name: `${nameOf(message)} (${who})`,
        bytes: text.length,
        body: clean,
      }
      frames.value = [...frames.value, frame].slice(-most)
    },
  }
}

/** What cannot be JSON, such as a circle, is no message of the protocol. */
function asText(message: unknown): string | undefined {
  try {
    return JSON.stringify(message)
  } catch {
    return undefined
  }
}

const opcodes = ['Handshake', 'Frame', 'Close', 'Hello']

function nameOf(message: unknown): string {
  if (!Array.isArray(message)) return 'Something else'
  const [op, payload]: unknown[] = message
  const { cmd, evt } = typeof payload === 'object' && payload !== null ? { cmd: undefined, evt: undefined, ...payload } : {}
  const names = [cmd, evt].filter((name) => typeof name === 'string').map((name) => String(name).slice(0, 60))
  return names.join(' ') || (opcodes[Number(op)] ?? 'Something else')
}
