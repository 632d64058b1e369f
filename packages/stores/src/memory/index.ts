export { createMemoryInvalidations } from './invalidations.ts'
export { createMemoryStores } from './stores.ts'
