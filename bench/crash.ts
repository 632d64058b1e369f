import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { runCrash } from './crash/crash.ts'

/** `npm run crash -- --store sqlite|postgres --kills N [--notifications N] [--postgres-kills N] [--seed N] [--json FILE]`: ends with 1 when anything was lost or doubled. */
const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    kills: { type: 'string', default: '20' },
    notifications: { type: 'string' },
    'postgres-kills': { type: 'string' },
    'life-ms': { type: 'string', default: '4000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
})
const kills = Number(values.kills)
const { store } = values
if ((store !== 'sqlite' && store !== 'postgres') || !(kills > 0)) {
  console.error('Which store, and how many kills? npm run crash -- --store sqlite|postgres --kills 20')
  process.exit(2)
}

const report = await runCrash({
  store,
  kills,
  postgresKills: Number(values['postgres-kills'] ?? Math.ceil(kills / 5)),
  notifications: Number(values.notifications ?? kills * 100),
  seed: Number(values.seed),
  lifeMs: Number(values['life-ms']),
  log: (line) => console.log(line),
})
console.log(report)
if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`)
process.exit(report.lost + report.duplicates > 0 ? 1 : 0)
