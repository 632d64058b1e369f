import { createRequire } from 'node:module'
import { encodeKs, type KsType } from '@kaltura-discord/kaltura/ks'
import { z } from 'zod'
import type { SandboxKaltura } from '../kaltura/sandbox-kaltura.ts'
import { judgeKalturaObject } from './kaltura-object-referee.ts'

interface Builder {
  execute(client: Client): Promise<unknown>
  completion(callback: (success: boolean, result: unknown) => void): Builder
}

interface Client {
  setKs(ks: string): void
  startMultiRequest(): { add(part: Builder): void; execute(client: Client): Promise<unknown> }
}

/** As much of the npm package as the tests use; it has no types of its own. */
interface KalturaModule {
  Configuration: new () => { serviceUrl: string; setLogger(logger: object): void }
  Client: new (config: object) => Client
  services: Record<string, Record<string, (...parameters: unknown[]) => Builder>>
  objects: Record<string, new (fields: object) => object>
}

const kaltura: KalturaModule = createRequire(import.meta.url)('kaltura-client')
const object = z.record(z.string(), z.unknown())

/** Calls of one person of the account, by the real npm client. Every answer is held against Kaltura's own descriptions of its objects. */
export interface Person {
  ks: string
  /** The answer, or the exception that Kaltura gives, as an object. `method` is the client's, such as `category.listAction`. */
  call(method: string, ...parameters: unknown[]): Promise<Record<string, unknown>>
  /** For answers that are no objects. */
  ask(method: string, ...parameters: unknown[]): Promise<unknown>
  /** The answers to several calls in one, in their order. */
  multirequest(...calls: readonly (readonly [method: string, ...parameters: unknown[]])[]): Promise<readonly unknown[]>
}

/** Someone with a KS of these privileges. Default: a USER KS without any. */
export async function person(
  sandbox: SandboxKaltura,
  who: { userId?: string; type?: KsType; privileges?: string; expiryUnix?: number } = {},
): Promise<Person> {
  const usual = { userId: 'mara', type: 0 as const, privileges: '', expiryUnix: 2_000_000_000 }
  const ks = await encodeKs({ partnerId: sandbox.partnerId, secret: sandbox.adminSecret, ...usual, ...who })
  const client = clientOf(sandbox, ks)
  const ask = async (method: string, ...parameters: unknown[]) => {
    const answer = await build(method, parameters)
      .execute(client)
      .catch((refusal: unknown) => refusal)
    judgeKalturaObject(answer)
    return answer
  }
  return {
    ks,
    ask,
    call: async (method, ...parameters) => object.parse(await ask(method, ...parameters)),
    async multirequest(...calls) {
      // The client's own promise tells of a refused part only by rejecting as a whole, so each part is asked for what became of it.
      const answers: unknown[] = []
      const whole = client.startMultiRequest()
      for (const [index, [method, ...parameters]] of calls.entries())
        whole.add(build(method, parameters).completion((_, result) => void answers.splice(index, 1, result)))
      await whole.execute(client)
      for (const answer of answers) judgeKalturaObject(answer)
      return answers
    },
  }
}

/** An object of the client, such as a `CategoryFilter`. */
export function kalturaObject(type: string, fields: object = {}): object {
  const Type = kaltura.objects[type]
  if (!Type) throw new Error(`kaltura-client has no ${type}`)
  return new Type(fields)
}

/** The default logger prints secrets and KS; one of another class is never asked. */
function clientOf({ apiUrl }: SandboxKaltura, ks: string): Client {
  const config = new kaltura.Configuration()
  config.serviceUrl = apiUrl
  config.setLogger({})
  const client = new kaltura.Client(config)
  client.setKs(ks)
  return client
}

function build(method: string, parameters: readonly unknown[]): Builder {
  const [service = '', action = ''] = method.split('.')
  const builder = kaltura.services[service]?.[action]?.(...parameters)
  if (!builder) throw new Error(`kaltura-client has no ${method}`)
  return builder
}
