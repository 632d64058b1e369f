import { createMemorySendLimit } from './memory-send-limit.ts'
import { describeSendLimit } from './send-limit.contract.ts'

describeSendLimit('memory', async (options) => {
  const limit = createMemorySendLimit(options)
  return [limit, limit]
})
