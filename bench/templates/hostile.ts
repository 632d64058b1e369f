import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** Templates that a stranger might save, as each language can say them; where a language has no words for it there is none. */
export interface HostileCase {
  name: string
  /** Templates by contender. */
  sources: Readonly<Record<string, (() => string) | undefined>>
  /** What `{{a}}` is; ten things for those who have loops. */
  value?: () => string
}

const nested = (open: string, close: string, depth: number) => `${open.repeat(depth)}x${close.repeat(depth)}`
const everybody = (source: () => string) => ({ ours: source, handlebars: source, mustache: source, liquidjs: source })

export const hostileCases: readonly HostileCase[] = [
  loops('seven', 7),
  loops('ten', 10),
  {
    name: 'a text doubled 28 times',
    sources: {
      ours: () => '{{a}}'.repeat(64),
      handlebars: () =>
        `${Array.from({ length: 28 }, (_, n) => `{{#*inline "p${n + 1}"}}{{> p${n}}}{{> p${n}}}{{/inline}}`).join('')}{{#*inline "p0"}}x{{/inline}}{{> p28}}`,
      liquidjs: () => `{% assign b = "x" %}${'{% assign b = b | append: b %}'.repeat(28)}{{b}}`,
    },
    value: () => 'x'.repeat(1000),
  },
  {
    name: 'a range of a hundred million',
    sources: { ours: () => '{{(1..100000000)}}', liquidjs: () => '{% for i in (1..100000000) %}x{% endfor %}' },
  },
  {
    name: 'sections nested 20,000 deep',
    sources: {
      ours: () => nested('{{#if a}}', '{{/if}}', 20_000),
      handlebars: () => nested('{{#if a}}', '{{/if}}', 20_000),
      mustache: () => nested('{{#a}}', '{{/a}}', 20_000),
      liquidjs: () => nested('{% if a %}', '{% endif %}', 20_000),
    },
  },
  { name: 'a megabyte of tags', sources: everybody(() => '{{a}}'.repeat(200_000)), value: () => 'x'.repeat(1000) },
  { name: 'a megabyte of tags without an end', sources: everybody(() => '{{ '.repeat(333_333)) },
  { name: 'a value of 100 MB', sources: everybody(() => '{{a}}'), value: () => '<'.repeat(100_000_000) },
]

function loops(words: string, depth: number): HostileCase {
  return {
    name: `${words} loops inside each other over ten things`,
    sources: {
      ours: () => nested('{{#if a}}', '{{/if}}', depth),
      handlebars: () => nested('{{#each @root.ten}}', '{{/each}}', depth),
      mustache: () => nested('{{#ten}}', '{{/ten}}', depth),
      liquidjs: () => nested('{% for i in ten %}', '{% endfor %}', depth),
    },
  }
}

/** What one run came to. */
export interface HostileRun {
  outcome: string
  ms?: number | undefined
  /** Resident memory at its peak, beyond what the process had before. */
  mb?: number | undefined
}

export const capS = 10
export const capMb = 512
const report = z.object({ outcome: z.string(), ms: z.number(), mb: z.number() })

/** One case in a process of its own, which is ended when it takes too long or too much. */
export async function runHostile(caseIndex: number, contender: string): Promise<HostileRun> {
  const flags = ['--conditions=@kaltura-discord/source', '--disable-warning=ExperimentalWarning', `--max-old-space-size=${capMb}`]
  const child = spawn(
    process.execPath,
    [...flags, fileURLToPath(new URL('hostile-process.ts', import.meta.url)), String(caseIndex), contender],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: capS * 1_000,
      killSignal: 'SIGKILL',
    },
  )
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [, signal] = await once(child, 'close')
  if (said !== '') return report.parse(JSON.parse(said))
  return { outcome: signal === 'SIGKILL' ? `ended after ${capS} s` : `died of its ${capMb} MB` }
}
