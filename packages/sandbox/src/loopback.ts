import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CodedError } from '@kaltura-discord/core'

/** A port of this machine that nobody else can reach, open on one or two loopback addresses. */
export interface LoopbackDoor {
  port: number
  servers: readonly Server[]
  /** Closes the port and every connection. */
  close(): Promise<void>
}

/** Thrown when another program, perhaps another sandbox, has the port. */
export class PortTakenError extends CodedError<'sandbox.port-taken'> {
  static of(port: number, cause: unknown): PortTakenError {
    const why =
      port === discordPort
        ? 'The sandbox needs this very port, because the Discord SDK accepts only http://localhost:3333 as a local Discord. Stop that program (perhaps another sandbox) and start again.'
        : 'Stop that program, or choose another port.'
    return new PortTakenError({
      code: 'sandbox.port-taken',
      message: `Port ${port} is in use by another program. ${why}`,
      retryable: false,
      cause,
      details: { port },
    })
  }
}

/** The only port at which the embedded SDK believes a local Discord. */
export const discordPort = 3333

/**
 * Listens on 127.0.0.1 and, with `both`, on ::1 too where the machine has it, because browsers may take `localhost` for either.
 * @param options.port 0 takes any free port
 * @throws PortTakenError
 */
export async function openLoopback(options: { port: number; both: boolean }): Promise<LoopbackDoor> {
  const first = await listen(options.port, '127.0.0.1')
  const { port } = addressOf(first)
  const second = options.both ? await listenAlso(first, port) : undefined
  const servers = second ? [first, second] : [first]
  return {
    port,
    servers,
    async close() {
      await Promise.all(servers.map(shut))
    },
  }
}

async function listen(port: number, host: string): Promise<Server> {
  const server = createServer()
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw codeOf(cause) === 'EADDRINUSE' ? PortTakenError.of(port, cause) : cause
  }
  return server
}

/** ::1 at the same port; `undefined` on a machine without IPv6. */
async function listenAlso(first: Server, port: number): Promise<Server | undefined> {
  try {
    return await listen(port, '::1')
  } catch (cause) {
    if (['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(codeOf(cause) ?? '')) return undefined
    await shut(first)
    throw cause
  }
}

async function shut(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}

function addressOf(server: Server): AddressInfo {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('A listening server has an address.')
  return address
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Whether an address is of this machine: http or https, at `localhost`, `127.0.0.1` or `[::1]`. */
export function isLoopbackUrl(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return (protocol === 'http:' || protocol === 'https:') && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
