import { readFileSync, writeFileSync } from 'node:fs'
import { drawLog, replayLog } from '@kaltura-discord/sync/recorder'

/**
 * Runs flight recorders' logs again and draws them: `npm run replay -- room.jsonl tab.jsonl`. The picture goes beside the first log. Ends with 1 when this
 * code does something else than the logs say.
 */
const paths = process.argv.slice(2)
if (paths.length === 0) {
  console.error('Which logs? npm run replay -- room.jsonl [more.jsonl …]')
  process.exit(2)
}

const replays = paths.map((path) => ({ path, replay: replayLog(readFileSync(path, 'utf8')) }))
for (const { path, replay } of replays) {
  for (const { line, what } of replay.divergences) console.error(`${path}:${line}: ${what}`)
  console.log(`${path}: ${replay.lines} lines, ${replay.checked} run again, ${replay.divergences.length} divergences`)
}

/** Each log has its own names for people: `c1` of one is not `c1` of another. */
const looks = replays.flatMap(({ replay }, index) =>
  replays.length === 1 ? replay.looks : replay.looks.map((look) => ({ ...look, client: `${index + 1}/${look.client}` })),
)
const rooms = replays.find(({ replay }) => replay.rooms.length > 0)?.replay.rooms ?? []
const picture = `${paths[0]?.replace(/\.jsonl$/, '')}.svg`
writeFileSync(picture, drawLog({ rooms, looks }))
console.log(`drawn in ${picture}`)
if (replays.some(({ replay }) => replay.divergences.length > 0)) process.exitCode = 1
