export { type ListenOptions, listen } from './listen.ts'
export { createPinoLog } from './pino-log.ts'
