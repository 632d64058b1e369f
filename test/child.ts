import { execFileSync, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A program of ours as a process of its own, with exactly this environment beside PATH and HOME. */
export function startProgram(command: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { PATH = '', HOME = '', TMPDIR } = process.env
  const child = spawn(command, args, {
    cwd: root,
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  return {
    output: () => output,
    ended,
    /** Resolves with the first match in what the program wrote. */
    async says(pattern: RegExp): Promise<RegExpExecArray> {
      const deadline = Date.now() + 60_000
      for (;;) {
        const found = pattern.exec(output)
        if (found) return found
        if (Date.now() > deadline || child.exitCode !== null) throw new Error(`${command} never said ${pattern}:\n${output}`)
        await new Promise((done) => setTimeout(done, 20))
      }
    },
    /** For signals that do not end it, such as SIGSTOP. */
    signal: (name: NodeJS.Signals) => void child.kill(name),
    async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
      const started = child.pid === undefined ? [] : descendantsOf(child.pid)
      if (child.exitCode === null) child.kill(signal)
      const timer = setTimeout(() => child.kill('SIGKILL'), 30_000)
      const code = await ended
      clearTimeout(timer)
      for (const pid of started) endLeftOver(pid)
      return code
    },
  }
}

/** `npm` ends before what it started, and passes no signal on to what its shell started. */
function descendantsOf(pid: number): number[] {
  const rows = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  const processes = rows.map((row) => row.trim().split(/\s+/).map(Number))
  const below = (parent: number): number[] => processes.flatMap(([own = 0, of]) => (of === parent ? [own, ...below(own)] : []))
  return below(pid)
}

function endLeftOver(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
