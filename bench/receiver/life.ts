import { fork } from 'node:child_process'
import { once } from 'node:events'

export interface Life {
  /** Where it listens and how long its store took to open, in ms; `undefined` for one that is killed before. */
  ready: Promise<{ url: string; openMs: number } | undefined>
  /** Rejects when it ends without having been told to. */
  died: Promise<never>
  end(signal: NodeJS.Signals): Promise<void>
}

/** One life of a server, from its start to its end: a program that takes its setting as JSON and says `{ port, openMs }` when it listens. */
export function startLife(program: URL, setting: object): Life {
  const child = fork(program, [JSON.stringify(setting)], {
    execArgv: ['--conditions=@kaltura-discord/source', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const ended = once(child, 'exit')
  let told = false
  const died = new Promise<never>((_, fail) => {
    child.once('exit', (code) => told || fail(new Error(`The server ended by itself, with ${code}:\n${words}`)))
  })
  died.catch(() => {}) // who waits for the next moment of this life hears of it
  return {
    died,
    ready: new Promise((done) => {
      child.once('exit', () => done(undefined))
      child.once('message', (message) => {
        const { port, openMs } = message as { port: number; openMs: number }
        done({ url: `http://127.0.0.1:${port}`, openMs })
      })
    }),
    async end(signal) {
      told = true
      child.kill(signal)
      await ended
    },
  }
}
