import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

export interface StandInBuild {
  /** Source to bundle, from the root of the repository. */
  entry: string
  outfile: string
  /** What stands in for Discord's API on this machine. */
  discordApiUrl: string
  /** `worker` bundles everything, `node` leaves npm packages where they are. */
  platform: 'node' | 'worker'
}

/**
 * Builds an entry as it is for production, but for one module: the one that pins Discord's address. A build of its own is the only way
 * to point real mode anywhere else; no setting can.
 */
export async function buildWithStandIn({
  entry,
  outfile,
  discordApiUrl,
  platform,
}: StandInBuild): Promise<{ inputs: string[]; text: string }> {
  let replaced = 0
  const standIn: Plugin = {
    name: 'stand-in',
    setup(setup) {
      setup.onLoad({ filter: /[\\/]discord-address\.ts$/ }, () => {
        replaced += 1
        return { contents: `export const discordAddress = ${JSON.stringify(discordApiUrl)}`, loader: 'ts' }
      })
      if (platform === 'node')
        setup.onResolve({ filter: /^[^./]/ }, ({ path }) => (path.startsWith('@kaltura-discord/') ? undefined : { path, external: true }))
    },
  }
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    metafile: true,
    format: 'esm',
    target: 'es2023',
    platform: platform === 'node' ? 'node' : 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['@kaltura-discord/source', ...(platform === 'worker' ? ['workerd', 'worker', 'browser'] : []), 'import', 'default'],
    plugins: [standIn],
    logLevel: 'error',
  })
  if (replaced !== 1) throw new Error(`the module that pins Discord's address was replaced ${replaced} times`)
  return { inputs: Object.keys(metafile.inputs), text: await readFile(outfile, 'utf8') }
}
