import { argv } from 'node:process'

/** `npm run bench -- <name> [options]`: one question, one table. */
const benchmarks: Readonly<Record<string, () => Promise<unknown>>> = {
  ack: () => import('./ack.ts'),
  breaker: () => import('./breaker.ts'),
  config: () => import('./config.ts'),
  ks: () => import('./ks.ts'),
  pair: () => import('./pair.ts'),
  'sync:browser': () => import('./sync/browser.ts'),
  'sandbox-start': () => import('./sandbox-start.ts'),
  'sync:sim': () => import('./sync/sim.ts'),
  templates: () => import('./templates.ts'),
  'sync:fanout': () => import('./sync/fanout.ts'),
}
// Taken out, so that what is left are the options of the benchmark.
const [benchmarkName = ''] = argv.splice(2, 1)
const benchmark = Object.hasOwn(benchmarks, benchmarkName) ? benchmarks[benchmarkName] : undefined
if (!benchmark) {
  process.stderr.write(`Which benchmark? There are: ${Object.keys(benchmarks).join(', ')}.\n`)
  process.exit(1)
}
await benchmark()
