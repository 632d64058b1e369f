import { describeGuildConfigStore } from './guild/guild-config-store.contract.ts'
import { createMemoryGuildConfigStore } from './guild/memory-guild-config-store.ts'
import { describeInvalidations } from './invalidations.contract.ts'
import { createMemoryInvalidations } from './memory-invalidations.ts'

describeGuildConfigStore('memory', async () => createMemoryGuildConfigStore())
describeInvalidations('memory', async () => {
  const process = createMemoryInvalidations()
  return { here: process, there: process, settled: async () => undefined }
})
