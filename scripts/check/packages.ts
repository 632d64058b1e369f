import { execFileSync, spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { problemKindInfo } from '@arethetypeswrong/core/problems'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

/** Packs every published package as npm would and asks: is it well-formed, do its types fit its code, and does each entry load as ESM and as CJS? */
const root = resolve(import.meta.dirname, '../..')
const tarballs = mkdtempSync(join(tmpdir(), 'packages-'))

interface Manifest {
  name: string
  version: string
  exports: Record<string, unknown>
}

let problems = 0
try {
  for (const path of globSync('packages/*/package.json', { cwd: root }).sort()) {
    const manifest: Manifest = JSON.parse(readFileSync(join(root, path), 'utf8'))
    const tarball = pack(dirname(path), manifest)
    const found = [...(await formProblems(manifest, tarball)), ...(await typeProblems(tarball)), ...loadProblems(dirname(path), manifest)]
    for (const problem of found) console.error(`${manifest.name}: ${problem}`)
    problems += found.length
    console.log(`${manifest.name}: ${Math.ceil(tarball.byteLength / 1024)} KB, ${found.length} problems`)
  }
} finally {
  rmSync(tarballs, { recursive: true })
}
if (problems > 0) process.exitCode = 1

function pack(folder: string, { name, version }: Manifest): Buffer {
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', tarballs], {
    cwd: join(root, folder),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return readFileSync(join(tarballs, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`))
}

async function formProblems(manifest: Manifest, tarball: Buffer): Promise<string[]> {
  const { messages, pkg } = await publint({ pack: { tarball: exactBytes(tarball) }, level: 'suggestion' })
  return messages.flatMap((message) => formatMessage(message, pkg, { color: false }) ?? `${manifest.name} ${message.code}`)
}

/** Node 10 knew no `exports`; everything since does, and so do we. */
async function typeProblems(tarball: Buffer): Promise<string[]> {
  const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)), {
    excludeEntrypoints: [/\.css$/, /\.min\.js$/],
  })
  if (!analysis.types) return ['has no types']
  return analysis.problems
    .filter((problem) => !('resolutionKind' in problem && problem.resolutionKind === 'node10'))
    .map((problem) => `${problemKindInfo[problem.kind].title}: ${JSON.stringify(problem)}`)
}

/** Loads each entry as a stranger's program would: built files, no condition of ours. */
function loadProblems(folder: string, { name, exports }: Manifest): string[] {
  return Object.keys(exports)
    .filter((entry) => !entry.endsWith('.json') && !entry.endsWith('.css') && entry !== './testing')
    .flatMap((entry) => {
      const specifier = JSON.stringify(`${name}${entry.slice(1)}`)
      return [
        ['--input-type=module', `await import(${specifier})`],
        ['--input-type=commonjs', `require(${specifier})`],
      ].flatMap(([type = '', code = '']) => {
        const { status, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', type, '--eval', code], {
          cwd: join(root, folder),
          encoding: 'utf8',
        })
        const reason = stderr.split('\n').find((line) => /Error/.test(line)) ?? stderr.slice(0, 200)
        return status === 0 ? [] : [`${code} fails: ${reason}`]
      })
    })
}

/** A Buffer may be a window on a larger pool; others want the bytes alone. */
function exactBytes(buffer: Buffer): ArrayBuffer {
  const bytes = new ArrayBuffer(buffer.byteLength)
  new Uint8Array(bytes).set(buffer)
  return bytes
}
