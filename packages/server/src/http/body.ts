import { RequestProblem } from './request-problem.ts'

/** Reads the body of a request or an answer up to a limit, whatever its headers claim about its length. How long it may take is for who listens, or asked. */
export async function readBody(message: { body: ReadableStream<Uint8Array> | null }, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of unbroken(message.body)) {
    size += chunk.byteLength
    if (size > limitBytes) throw new RequestProblem('request.too-large', { values: { limitBytes } })
    chunks.push(chunk)
  }
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

/**
 * {@link readBody} of a request. A length that it states is what the HTTP server holds its sender to, and it is read without a stream: making that would
 * cost more than all else about a small request.
 */
export async function readRequestBody(request: Request, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const { headers } = request
  const stated = headers.get('content-length')
  if (stated === null || Number(stated) > limitBytes || headers.has('content-encoding')) return readBody(request, limitBytes)
  const whole = await request.arrayBuffer().catch((cause: unknown) => {
    throw new RequestProblem('request.cut-short', { cause })
  })
  if (whole.byteLength > limitBytes) throw new RequestProblem('request.too-large', { values: { limitBytes } })
  return new Uint8Array(whole)
}

/** A sender who hangs up in the middle is no bug of ours. */
async function* unbroken(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? []
  } catch (cause) {
    throw new RequestProblem('request.cut-short', { cause })
  }
}

/** {@link readRequestBody} as strict UTF-8 JSON. An empty body is `{}`. */
export async function readJsonBody(request: Request, limitBytes: number): Promise<unknown> {
  const bytes = await readRequestBody(request, limitBytes)
  if (bytes.byteLength === 0) return {}
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    throw new RequestProblem('request.not-json')
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new RequestProblem('request.malformed', { cause })
  }
}
