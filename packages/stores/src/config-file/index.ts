export { sourcesOf } from './config-file.ts'
