import { fileURLToPath } from 'node:url'
import { startProgram } from './child.ts'

const wrangler = fileURLToPath(new URL('../node_modules/wrangler/bin/wrangler.js', import.meta.url))

export interface WranglerOptions {
  config: string
  /** A built module in the place of the one that `config` names. */
  main?: string
  /** Where storage is kept. */
  state: string
  variables?: Readonly<Record<string, string>>
}

/** A Worker on workerd, on a free port of this machine. */
export async function startWorkerd({ config, main, state, variables = {} }: WranglerOptions) {
  const program = startProgram(
    process.execPath,
    [
      ...[wrangler, 'dev', ...(main === undefined ? [] : [main]), '--config', config, '--no-bundle', '--persist-to', state],
      ...['--ip', '127.0.0.1', '--port', '0', '--inspector-port', '0'],
      ...Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
    ],
    { WRANGLER_SEND_METRICS: 'false', CI: '1', NO_COLOR: '1' },
  )
  const [, url = ''] = await program.says(/Ready on (http:\S+)/)
  return { ...program, url }
}
