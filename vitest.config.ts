import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const conditions = ['@kaltura-discord/source']

/** `unit` needs nothing; `process` starts workerd and whole processes, which mostly wait; `story` real browsers; `service` needs Postgres and Redis. */
export default defineConfig({
  test: {
    projects: [
      project('unit', ['packages/*/src/**/*.test.{ts,tsx}', 'apps/*/src/**/*.test.ts', 'scripts/**/*.test.ts'], 30_000),
      project('process', ['test/process/**/*.test.ts'], 120_000),
      project('story', ['test/story/**/*.test.ts'], 120_000, ['test/story/built-pages.ts']),
      project('service', ['test/service/**/*.test.ts'], 60_000),
    ],
  },
})

function project(name: string, include: string[], testTimeout: number, globalSetup: string[] = []) {
  const isUnit = name === 'unit'
  const parallel = isUnit || name === 'process'
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
    test: {
      name,
      include,
      testTimeout,
      hookTimeout: testTimeout,
      globalSetup,
      setupFiles: isUnit ? ['test/property-seed.ts'] : [],
      maxWorkers: parallel ? availableParallelism() + 1 : 1, // one more, as processes mostly wait
      isolate: !isUnit, // quick files share what they import: a third of the time
      restoreMocks: true,
      expect: { poll: { timeout: isUnit ? 10_000 : 30_000 } }, // as Playwright: two cores that run four browser frames take their time
      sequence: { groupOrder: parallel ? 1 : 2 }, // browsers have the machine to themselves, and what is quick fails first
      environment: 'node' as const,
    },
  }
}
