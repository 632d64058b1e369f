export { createLruShelf } from './lru-shelf.ts'
export { createMemoryStores } from './stores.ts'
