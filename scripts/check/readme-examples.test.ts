import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { codeBlocks } from './code-blocks.ts'

const kaltura = resolve(import.meta.dirname, '../../packages/kaltura')
const readme = readFileSync(resolve(kaltura, 'README.md'), 'utf8')

/** Runs the example below a heading as a reader would, on what the page takes for granted. `then` sees what it returned. */
function runExample(heading: string, given: string, then = ''): string {
  const [, section = ''] = readme.split(`## ${heading}\n`)
  const code = codeBlocks(section)[0]?.code.replace(/^declare .*$/gm, '') ?? ''
  const imports = code.match(/^import .*$/gm)?.join('\n')
  const body = code.replace(/^import .*$/gm, '')
  const program = `${imports}\n${given}\nasync function example() {\n${body}}\nconst returned = await example()\n${then}`
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@kaltura-discord/source', '--input-type=module-typescript', '--disable-warning=ExperimentalWarning', '-e', program],
    { cwd: kaltura, encoding: 'utf8' },
  )
  return stdout + stderr
}

test('the example of a viewer KS makes one, and reads it', () => {
  expect(runExample('A KS, made and read without asking Kaltura', `const secret = 'a secret'`)).toBe(
    'discord_123456789012345678 sview:1_abc123de,setrole:PLAYBACK_BASE_ROLE\n',
  )
})

test.each([
  ['is remembered and answered with 200', 'secret', '200 1_rec90ab ready:1_rec90ab'],
  ['that another signed is refused', 'another', '401'],
])('the notification of the example %s', (_, signer, said) => {
  const given = `
    import { signHttpNotification } from '@kaltura-discord/kaltura'
    const secret = 'secret'
    const sent = new TextEncoder().encode(JSON.stringify({
      objectType: 'KalturaHttpNotification',
      object: { objectType: 'KalturaMediaEntry', id: '1_rec90ab', status: 2 },
    }))
    const headers = await signHttpNotification({ secret: '${signer}', algorithm: 'sha256', body: sent })
    const request = new Request('https://receiver.example/', { method: 'POST', headers, body: sent })
    const remembered: string[] = []
    const remember = async (entryId: string, keys: readonly string[]) => void remembered.push(entryId, keys.at(-1) ?? '')`

  expect(runExample('An HTTP notification', given, `console.log([returned.status, ...remembered].join(' '))`)).toBe(`${said}\n`)
})
