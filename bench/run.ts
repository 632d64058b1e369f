import { argv } from 'node:process'

/** `npm run bench -- <name> [options]`: one question, one table. */
const benchmarks: Readonly<Record<string, () => Promise<unknown>>> = {
  pair: () => import('./pair.ts'),
}
const benchmarkName = argv[2] ?? ''
const benchmark = Object.hasOwn(benchmarks, benchmarkName) ? benchmarks[benchmarkName] : undefined
if (!benchmark) {
  process.stderr.write(`Which benchmark? There are: ${Object.keys(benchmarks).join(', ')}.\n`)
  process.exit(1)
}
await benchmark()
