export { sourcesOf } from './config-file.ts'
export { type WatchSourcesOptions, watchSources } from './watch-sources.ts'
