import { createKalturaClient, type KalturaClientOptions } from './kaltura-client.ts'

/** One call as Kaltura would have seen it. */
export interface SeenCall {
  /** Such as `media.list`. */
  name: string
  url: string
  body: Record<string, unknown>
  init: RequestInit
}

/** For tests: a `fetch` that plays API v3's wire format over what `answer` says, and keeps what it was asked. */
export function createFakeKaltura(answer: (call: SeenCall) => unknown) {
  const calls: SeenCall[] = []
  async function fetch(url: string, init: RequestInit): Promise<Response> {
    const [, service, action] = /\/api_v3\/service\/(\w+)(?:\/action\/(\w+))?$/.exec(url) ?? []
    const call = { name: action === undefined ? String(service) : `${service}.${action}`, url, body: JSON.parse(String(init.body)), init }
    calls.push(call)
    const answered = await answer(call)
    return answered instanceof Response ? answered : Response.json(answered)
  }
  return { fetch, calls }
}

export type ClientOptions = Partial<Omit<KalturaClientOptions, 'serviceUrl' | 'fetch' | 'transport'>>

/** For tests: a client of that Kaltura, of partner 12345, that does everything once. */
export function clientOf({ fetch }: Pick<ReturnType<typeof createFakeKaltura>, 'fetch'>, options: ClientOptions = {}) {
  return createKalturaClient({
    serviceUrl: 'https://kaltura.example',
    partnerId: 12345,
    ks: async () => 'ks',
    fetch,
    resilience: { circuit: 'closed', run: (call) => call() },
    ...options,
  })
}

/** An exception as API v3 writes it, on HTTP 200. */
export function apiException(code: string, args: unknown = []): Record<string, unknown> {
  return { code, message: `${code} and what you sent`, objectType: 'KalturaAPIException', args }
}
