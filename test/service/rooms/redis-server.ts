import { createServer } from 'node:net'
import { startProgram } from '../../child.ts'

/** A Redis of its own, which keeps nothing on the disk. */
export async function startRedis(port: number, options: readonly string[] = []) {
  const program = startProgram('redis-server', [
    ...['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    ...['--repl-diskless-sync-delay', '0', '--repl-diskless-load', 'on-empty-db'],
    ...options,
  ])
  await program.says(/Ready to accept connections/)
  return program
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address ? address.port : 0
}
