import { resolve } from 'node:path'
import { build as bundle, type Plugin } from 'esbuild'
import { build as buildPage } from 'vite'
import { beforeAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** Our own packages are followed into their sources; what others wrote stays outside. */
const othersOutside: Plugin = {
  name: 'others-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@kaltura-discord/') ? undefined : { path, external: true },
    )
  },
}

/** Every file that can come to run when this entry does, dynamic imports included. */
async function filesOf(entry: string): Promise<string[]> {
  const { metafile } = await bundle({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    outdir: 'dist',
    format: 'esm',
    splitting: true,
    platform: 'node',
    conditions: ['@kaltura-discord/source'],
    metafile: true,
    logLevel: 'error',
    plugins: [othersOutside],
  })
  return Object.keys(metafile.inputs)
}

describe('what runs in production', () => {
  test.each(['apps/server/src/main.ts', 'apps/bot/src/main.ts', 'scripts/start/platforms.ts'])(
    'cannot reach the sandbox from %s',
    async (entry) => {
      const files = await filesOf(entry)

      expect(files).toContain('packages/core/src/index.ts')
      expect(files.filter((file) => file.includes('sandbox'))).toEqual([])
    },
  )

  test('is told from what does reach it', async () => {
    expect((await filesOf('scripts/start/sandbox.ts')).filter((file) => file.includes('packages/sandbox/'))).not.toEqual([])
  })
})

describe('what a browser gets as the Activity', () => {
  const modules: string[] = []
  let code = ''

  beforeAll(async () => {
    const built = await buildPage({
      configFile: resolve(root, 'packages/activity-ui/vite.config.ts'),
      build: { write: false },
      logLevel: 'error',
    })
    for (const { output } of [built].flat().filter((result) => 'output' in result)) {
      for (const file of output) {
        if (file.type === 'chunk') modules.push(...file.moduleIds.map((id) => id.replace(`${root}/`, '')))
        code += file.type === 'chunk' ? file.code : file.source.toString()
      }
    }
  })

  test('is its own components and the room client', () => {
    expect(modules).toContain('packages/activity-ui/src/mount-activity.tsx')
    expect(modules.filter((id) => id.startsWith('packages/sync/src/client/'))).not.toEqual([])
  })

  test('holds no module that makes or reads a KS, and none of servers and sandboxes', () => {
    expect(modules.filter((id) => /^packages\/(kaltura\/src\/(?!player\/)|server\/|stores\/|sandbox\/|discord\/)/.test(id))).toEqual([])
  })

  test('names no setting that is secret', () => {
    expect(code.match(/\b(?:DISCORD|KALTURA|SERVER)_[A-Z_]*(?:SECRET|TOKEN|KEY)\b/g) ?? []).toEqual([])
  })
})
