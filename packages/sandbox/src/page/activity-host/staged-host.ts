import { createActivityHost } from './activity-host.ts'
import { participant, participantsOf } from './participant.ts'
import { done, type RpcOutcome } from './rpc-outcome.ts'
import type { HostMessage } from './wire.ts'

export const hello = { v: 1, encoding: 'json', client_id: '110', frame_id: 'f-1', sdk_version: '2.5.0' }
const mara = { userId: '20', username: 'mara', displayName: 'Mara', part: 'manager' as const, roles: [], color: '#fff' }
const instance = {
  instanceId: 'i-1',
  channelId: '11',
  frames: [
    { userId: '20', url: 'http://a.test/?frame_id=f-1' },
    { userId: '99', url: 'http://a.test/?frame_id=f-2' },
  ],
}

type Answers = { authorize: () => Promise<RpcOutcome>; authenticate: () => Promise<RpcOutcome> }

/** A host on a stage of its own, for tests: what it posts and asks of the page is kept. */
export function stage(answers: Partial<Answers> = {}) {
  const posted: HostMessage[] = []
  const screen = { landscape: true, layoutMode: 0, thermalState: 0 }
  const locks: unknown[] = []
  const shared: string[] = []
  const closed: { code: number; message: string | undefined }[] = []
  const host = createActivityHost({
    frameId: 'f-1',
    channel: { id: '11', name: 'watch-party', guildId: '10' },
    locale: 'en-GB',
    userId: '20',
    participants: () => participantsOf(instance, [mara]),
    people: () => [mara, { ...mara, userId: '21', displayName: 'Tom' }].map(participant),
    screen: () => ({ ...screen }),
    post: (message) => posted.push(message),
    control: {
      authorize: async () => done({ code: 'code' }),
      authenticate: async () => done({ access_token: 'token', scopes: ['identify'], user: {}, application: {}, expires: '' }),
      ...answers,
    },
    client: {
      openExternalLink: async () => true,
      openInvite: () => {},
      share: (words) => shared.push(words),
      showActivity: () => {},
      lockOrientation: (lock) => locks.push(lock),
      closed: (code, message) => closed.push({ code, message }),
    },
  })
  const ask = async (cmd: string, args: unknown = {}) => {
    host.receive([1, { cmd, args, nonce: 'n1' }])
    await settle()
    return posted.at(-1)?.[1]
  }
  return { host, posted, closed, screen, locks, shared, ask }
}

/** A staged host after its handshake, with nothing posted yet. */
export function ready(answers: Partial<Answers> = {}) {
  const staged = stage(answers)
  staged.host.receive([0, hello])
  staged.posted.length = 0
  return staged
}

export const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
