import { createMemorySink } from './memory-sink.ts'
import { describeMessageSink } from './message-sink.contract.ts'

describeMessageSink('memory', async () => {
  const { sink, messages, remove } = createMemorySink({ closed: ['0'] })
  return {
    sink,
    channelId: '77',
    noChannelId: '0',
    texts: async () => Object.fromEntries(messages.map(({ id, body }) => [id, String(body.content)])),
    remove: async (messageId) => remove(messageId),
  }
})
