import { type ClientSettings, firstClient } from '../../discord/client-settings.ts'
import type { RpcFault } from './activity-host.ts'
import { createActivityHost } from './activity-host.ts'
import { participant, participantsOf } from './participant.ts'
import { done, type RpcOutcome } from './rpc-outcome.ts'
import type { Voice } from './voice.ts'
import type { HostMessage } from './wire.ts'

export const hello = { v: 1, encoding: 'json', client_id: '110', frame_id: 'f-1', sdk_version: '2.5.0' }
const mara = { userId: '20', username: 'mara', displayName: 'Mara', part: 'manager' as const, roles: [], color: '#fff' }
const instance = {
  instanceId: 'i-1',
  channelId: '11',
  frames: [
    { userId: '20', frameId: 'f-1', url: 'http://a.test/?frame_id=f-1' },
    { userId: '99', frameId: 'f-2', url: 'http://a.test/?frame_id=f-2' },
  ],
}

interface Answers {
  authorize: () => Promise<RpcOutcome>
  authenticate: () => Promise<RpcOutcome>
  permissions: () => Promise<RpcOutcome>
  faultOf: (command: string) => Promise<RpcFault>
}

const everyScope = ['identify', 'guilds', 'guilds.members.read', 'rpc.voice.read', 'rpc.activities.write', 'relationships.read']
const application = { id: '110', name: 'Kaltura', description: '' }

/** What AUTHENTICATE answers to a person who granted all that the sandbox knows. */
export const everythingGranted = () =>
  done({
    access_token: 'token',
    scopes: everyScope,
    user: { id: '20', username: 'mara', discriminator: '0', public_flags: 0 },
    application,
    expires: '2027-01-01T00:00:00.000Z',
  })

/** A host on a stage of its own, for tests: what it posts and asks of the page is kept. */
export function stage(answers: Partial<Answers> = {}, place: { guildId?: string; post?: (message: HostMessage) => void } = {}) {
  const posted: HostMessage[] = []
  const screen = { landscape: true, layoutMode: 0, thermalState: 0 }
  const locks: unknown[] = []
  const shared: string[] = []
  const closed: { code: number; message: string | undefined }[] = []
  const people = [mara, { ...mara, userId: '21', displayName: 'Tom' }].map(participant)
  const clients = new Map<string, ClientSettings>()
  let voices: Voice[] = []
  const clientOf = (userId: string): ClientSettings => clients.get(userId) ?? { ...firstClient, locale: 'en-GB' }
  const host = createActivityHost({
    frameId: 'f-1',
    channel: { id: '11', type: 0, name: 'watch-party', guildId: place.guildId ?? '10' },
    settings: () => clientOf('20'),
    voices: () => voices,
    userId: '20',
    participants: () => participantsOf(instance, [mara]),
    people: () => people,
    screen: () => ({ ...screen }),
    post(message) {
      posted.push(message)
      place.post?.(message)
    },
    control: {
      authorize: async () => done({ code: 'code' }),
      authenticate: async () => done({ access_token: 'token', scopes: ['identify'], user: {}, application: {}, expires: '' }),
      permissions: async () => done({ permissions: '1' }),
      renewTicket: async () => done({ ticket: 'new' }),
      buy: async (purchases) => {
        change('20', { purchases: [...purchases] })
        return done(null)
      },
      faultOf: async () => ({ kind: 'none' }),
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
  function change(userId: string, part: Partial<ClientSettings>): void {
    clients.set(userId, { ...clientOf(userId), ...part })
    host.clientsChanged()
  }
  /** What Tom does in the channel's voice. */
  function speak(voice: Omit<Voice, 'person'>): void {
    voices = people.slice(1).map((person) => ({ person, ...voice }))
    host.clientsChanged()
  }
  const ask = async (cmd: string, args: unknown = {}) => {
    host.receive([1, { cmd, args, nonce: 'n1' }])
    await settle()
    return posted.at(-1)?.[1]
  }
  return { host, posted, closed, screen, locks, shared, ask, change, speak }
}

/** A staged host after its handshake, with nothing posted yet. */
export function ready(answers: Partial<Answers> = {}, place: { guildId?: string } = {}) {
  const staged = stage(answers, place)
  staged.host.receive([0, hello])
  staged.posted.length = 0
  return staged
}

export const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
