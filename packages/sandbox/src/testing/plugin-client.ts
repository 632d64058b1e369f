import { encodeKs, ksType } from '@kaltura-discord/kaltura/ks'
import { onTestFinished } from 'vitest'
import { createSandboxKaltura, type SandboxKaltura, type SandboxKalturaOptions } from '../kaltura/sandbox-kaltura.ts'
import { kalturaObject, person } from './kaltura-client-under-test.ts'
import type { Json } from './sandbox-under-test.ts'

/** An action by the npm client, as `call('room', 'add', …)`. Rejects with Kaltura's exception. */
export type Call = (service: string, action: string, ...parameters: unknown[]) => Promise<Json>

export interface PluginClient {
  kaltura: SandboxKaltura
  /** With an ADMIN KS of the study room's owner. */
  call: Call
  /** With a USER KS of this user. */
  callAs(userId: string): Promise<Call>
  /** A KS of the account, ADMIN unless told otherwise. */
  ks(options?: { userId?: string; user?: boolean; privileges?: string; expiresInS?: number }): Promise<string>
}

export const nowMs = Date.UTC(2026, 0, 5, 9)
export const adminSecret = '0123456789abcdef0123456789abcdef'

/** A Kaltura that ends with the test, whose answers are held against the classes of the npm client. */
export async function startKaltura(options: SandboxKalturaOptions = {}): Promise<PluginClient> {
  const kaltura = await createSandboxKaltura({ now: () => nowMs, account: { partnerId: 102, adminSecrets: [adminSecret] }, ...options })
  onTestFinished(() => kaltura.close())
  const caller = async (who: Parameters<typeof person>[1]): Promise<Call> => {
    const { ask } = await person(kaltura, who)
    return async (service, action, ...parameters) => {
      const answer = await ask(`${service}.${action}`, ...parameters)
      if (typeof answer === 'object' && answer !== null && 'code' in answer) throw answer
      return answer
    }
  }
  return {
    kaltura,
    call: await caller({ userId: 'prof.okafor', type: ksType.admin }),
    callAs: (userId) => caller({ userId }),
    ks: ({ userId = 'prof.okafor', user = false, privileges = '', expiresInS = 3600 } = {}) =>
      encodeKs({
        partnerId: 102,
        secret: adminSecret,
        userId,
        type: user ? ksType.user : ksType.admin,
        expiryUnix: Math.floor((options.now?.() ?? nowMs) / 1000) + expiresInS,
        privileges,
      }),
  }
}

/** An object of one of the npm client's classes. */
export const object = kalturaObject
