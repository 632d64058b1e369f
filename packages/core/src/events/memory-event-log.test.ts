import { describeEventLog } from './event-log.contract.ts'
import { createMemoryEventLog } from './memory-event-log.ts'
import { createMemorySubscriberStore } from './memory-subscriber-store.ts'
import { describeSubscriberStore } from './subscriber-store.contract.ts'

describeSubscriberStore('memory', async () => {
  const events = createMemoryEventLog()
  return { events, subscribers: createMemorySubscriberStore(events) }
})
describeEventLog('memory', async () => {
  const log = createMemoryEventLog()
  return [log, log]
})
