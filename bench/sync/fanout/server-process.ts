import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

export interface Memory {
  /** What the operating system has given: also what was needed for a moment and is kept. */
  residentBytes: number
  /** What is alive in JavaScript. */
  heapBytes: number
}

/** A contender's server in a process of its own. */
export interface ServerProcess {
  port: number
  /** Share of one core since the last time it was asked, 0 to 1. */
  cpuShare(): Promise<number>
  /** In bytes, garbage collected before. */
  memory(): Promise<Memory>
  /** The time that its rooms live in, ahead of this machine's monotonic clock, ms. */
  clockAheadMs(): Promise<number>
  stop(): Promise<void>
}

export interface ServerOptions {
  environment?: Readonly<Record<string, string>>
  /** Of Node. */
  flags?: readonly string[]
}

/** Starts `name` of the folder `servers`. */
export async function startServer(name: string, { environment = {}, flags = [] }: ServerOptions = {}): Promise<ServerProcess> {
  const child = fork(new URL('serve.ts', import.meta.url), [name], {
    execArgv: ['--conditions=@kaltura-discord/source', '--disable-warning=ExperimentalWarning', '--expose-gc', ...flags],
    env: { ...process.env, ...environment },
  })
  const { port } = await answerOf<{ port: number }>(child)
  const ask = async <Answer>(question: 'cpu' | 'memory' | 'clock') => {
    child.send(question)
    return answerOf<Answer>(child)
  }
  return {
    port,
    cpuShare: async () => (await ask<{ cpuShare: number }>('cpu')).cpuShare,
    memory: () => ask<Memory>('memory'),
    clockAheadMs: async () => (await ask<{ aheadMs: number }>('clock')).aheadMs,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  return new Promise((done, fail) => {
    const ended = (code: number | null) => fail(new Error(`a server of the benchmark ended with code ${code}`))
    child.once('exit', ended)
    child.once('message', (answer) => {
      child.off('exit', ended)
      done(answer as Answer)
    })
  })
}
