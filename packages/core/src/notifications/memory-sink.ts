import type { MessageSink, OutboundMessage } from './message-sink.ts'

/** A message as a channel has it. */
export interface MemoryMessage extends OutboundMessage {
  id: string
  /** How often it was edited. */
  edits: number
}

/** Channels for tests that need some and no Discord: every channel is there but those of `closed`. Nonces are remembered for ever. */
export function createMemorySink({ closed = [] }: { closed?: readonly string[] } = {}) {
  const messages: MemoryMessage[] = []
  let count = 0
  const sink: MessageSink = {
    async create(message) {
      if (closed.includes(message.channelId)) return { kind: 'refused', reason: 'There is no such channel.' }
      const same = messages.find(({ channelId, nonce }) => channelId === message.channelId && nonce === message.nonce)
      if (same) return { kind: 'sent', messageId: same.id }
      count += 1
      messages.push({ ...message, id: `${count}`, edits: 0 })
      return { kind: 'sent', messageId: `${count}` }
    },
    async edit({ channelId, messageId, body }) {
      if (closed.includes(channelId)) return { kind: 'refused', reason: 'There is no such channel.' }
      const message = messages.find(({ id }) => id === messageId)
      if (message) Object.assign(message, { body, edits: message.edits + 1 })
      return message ? { kind: 'sent', messageId } : { kind: 'gone' }
    },
  }
  return {
    sink,
    messages,
    remove(messageId: string): void {
      messages.splice(0, messages.length, ...messages.filter(({ id }) => id !== messageId))
    },
  }
}
