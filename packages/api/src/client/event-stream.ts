import { UnavailableError } from '@kaltura-discord/core'
import { type ReadEvent, readEvent } from '../routes/audit.ts'
import { rawRoutes } from '../routes/raw.ts'
import { problem } from '../schemas/problem.ts'
import { ApiError } from './api-client.ts'

export interface StreamEventsOptions {
  /** Origin of the server. */
  baseUrl: string
  fetch: typeof fetch
  /** The service token. */
  token: string
  /** The position of the last event that was dealt with; 0 for all that are kept. */
  after: number
  /** Only those of one guild. */
  guildId?: string | undefined
  /** Ends it. */
  signal?: AbortSignal | undefined
}

const maxEventChars = 1_000_000

/**
 * The events behind a position, those that come later too, in order, until the server ends it. Ask again with the position of the last one: none is missed, and who
 * notes a position after dealing with its event gets each one at least once.
 * @throws ApiError when the server refuses; UnavailableError when the line breaks, or says what this client doesn't know.
 */
export async function* streamEvents(options: StreamEventsOptions): AsyncGenerator<ReadEvent, void, undefined> {
  const { baseUrl, fetch, token, after, guildId, signal } = options
  const query = guildId === undefined ? '' : `?${new URLSearchParams({ guildId })}`
  const response = await fetch(`${baseUrl}${rawRoutes.eventStream.path}${query}`, {
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', 'last-event-id': String(after) },
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    throw new UnavailableError('The kaltura-discord server did not answer: eventStream', { cause })
  })
  if (!response.ok || !response.body) throw await refusal(response)
  for await (const data of dataOf(response.body)) {
    const event = readEvent.safeParse(data)
    if (!event.success)
      throw new UnavailableError('An event has another shape than this client knows (are server and client of one version?)')
    yield event.data
  }
}

/** What stands in the `data` of each event of a stream. Who stops asking lets go of the line. */
async function* dataOf(body: ReadableStream<Uint8Array>): AsyncGenerator<unknown, void, undefined> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      text += decoder.decode(piece.value, { stream: true })
      if (text.length > maxEventChars) throw new RangeError('event too large')
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        const data = event.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []))
        if (data.length > 0) yield JSON.parse(data.join('\n'))
      }
    }
  } catch (cause) {
    throw new UnavailableError('The stream of events broke off', { cause })
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

async function refusal(response: Response): Promise<Error> {
  const known = problem.safeParse(await response.json().catch(() => undefined))
  if (!known.success) return new UnavailableError(`Something between here and the server answered with HTTP ${response.status}`)
  const { code, title, retryable, supportId = '' } = known.data
  return new ApiError(response.status, { code, message: title, retryable, supportId })
}
