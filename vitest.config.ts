import { defineConfig } from 'vitest/config'

const conditions = ['@kaltura-discord/source']

/** `unit` needs nothing; `story` starts real browsers, workerd and whole processes; `service` needs Postgres and Redis. */
export default defineConfig({
  test: {
    projects: [
      project('unit', ['packages/*/src/**/*.test.{ts,tsx}', 'apps/*/src/**/*.test.ts', 'scripts/**/*.test.ts'], 30_000),
      project('story', ['test/story/**/*.test.ts'], 120_000, ['test/story/built-pages.ts']),
      project('service', ['test/service/**/*.test.ts'], 60_000),
    ],
  },
})

function project(name: string, include: string[], testTimeout: number, globalSetup: string[] = []) {
  const parallel = name === 'unit'
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
      setupFiles: parallel ? ['test/property-seed.ts'] : [],
      maxWorkers: parallel ? '100%' : 1,
      isolate: !parallel, // quick files share what they import: a third of the time
      restoreMocks: true,
      expect: { poll: { timeout: parallel ? 10_000 : 30_000 } }, // as Playwright: two cores that run four browser frames take their time
      sequence: { groupOrder: parallel ? 1 : 2 }, // browsers have the machine to themselves, and what is quick fails first
      environment: 'node' as const,
    },
  }
}
