import { clientChange, type SandboxState, sandboxFault } from '../../packages/sandbox/src/control/contract.ts'
import { changedClient, firstClient } from '../../packages/sandbox/src/discord/client-settings.ts'
import type { Answer, Asked, Sandbox } from './contract-server.ts'
import { freshState, message } from './contract-state.ts'

/** A bot that lets the caller watch, whatever the command; three people who may all join. */
export function answerAsBot({ path, body }: Asked, { change, origin }: Sandbox): Answer | undefined {
  const [, , , userId = '', verb, instanceId = '', deed] = path.split('/')
  if (deed === 'windows') return path.startsWith('DELETE ') ? closeWindow(path, change) : openWindow({ instanceId, userId, origin }, change)
  if (verb === 'client') return changeClient(userId, body, change)
  if (path.startsWith('DELETE ')) return remove(path.split('/').at(-1) ?? '', change)
  if (path === '/sandbox/faults') return addFault(body, change)
  if (/^(PUT|DELETE) .*\/(voice|voice\/speaking|interest)$/.test(path)) return { status: 204 }
  if (/\/(activity-links|invites\/\w+)$/.test(path)) return { status: 200, body: { channelId: '11', instanceId: null } }
  if (verb === 'modals') return remove(String(body.interactionId), change, { status: 202, body: { interactionId: '2' } })
  if (verb === 'autocomplete') return suggest(typedIn({ path, body }))
  if (verb === 'messages') return { status: 201, body: { messageId: '3' } }
  if (path.startsWith('PUT ')) return { status: 204 }
  if (verb === 'direct') return { status: 200, body: { channelId: '60' } }
  if (verb === 'components') return { status: 202, body: { interactionId: '1' } }
  if (verb === 'commands') {
    const reply = message({ id: 'reply', content: 'Here we go.', answers: { userId, userName: 'Mara', label: '/kaltura watch' } })
    change((state) => join({ ...state, messages: [...state.messages, reply] }, { instanceId: 'i-1', userId, origin }))
    return { status: 202, body: { interactionId: '1' } }
  }
  if (deed === 'join') change((state) => join(state, { instanceId, userId, origin }))
  if (deed === 'leave') change((state) => leave(state, userId))
  if (instanceId === 'permissions') return { status: 200, body: { permissions: '2248473465835073' } }
  if (instanceId === 'ticket') return { status: 200, body: { ticket: 'new' } }
  if (instanceId === 'close') return hangUp(body, change)
  if (instanceId === 'authorize') return { status: 200, body: { code: userId } }
  if (instanceId === 'authenticate') return authenticate(userId, body)
  if (path === '/sandbox/kaltura/recordings') return { status: 409, body: { message: 'The catalogue is full.' } }
  return verb === 'instances' ? { status: 204 } : undefined
}

/** Takes a form or a fault away, whichever has this id. */
function remove(id: string, change: Sandbox['change'], answer: Answer = { status: 204 }): Answer {
  change((state) => ({
    ...state,
    modals: state.modals.filter((modal) => modal.interactionId !== id),
    faults: state.faults.filter((fault) => fault.id !== id),
  }))
  return answer
}

function addFault(body: Record<string, unknown>, change: Sandbox['change']): Answer {
  const unset = { status: null, delayMs: null, times: null, forMs: null, scope: null, code: null, resumable: null, stepMs: null }
  const fault = sandboxFault.parse({ path: '', probability: 1, jitterMs: 0, ...unset, ...body, id: '70' })
  change((state) => ({ ...state, faults: [...state.faults, fault] }))
  return { status: 201, body: fault }
}

function suggest(typed: string): Answer {
  const choices = freshState()
    .kaltura.entries.filter((entry) => entry.name.toLowerCase().includes(typed.replace('slow', '')) && typed !== 'slowzzz')
    .map((entry) => ({ name: entry.name, value: entry.id }))
  return { status: 200, body: { choices }, delayMs: 20 }
}

function authenticate(userId: string, body: Record<string, unknown>): Answer {
  if (body.access_token !== `token of ${userId}`) return { status: 400, body: { code: 4009, message: 'Invalid token' } }
  const member = freshState().members.find((each) => each.userId === userId)
  const user = {
    id: userId,
    username: member?.username,
    discriminator: '0',
    avatar: null,
    public_flags: 0,
    global_name: member?.displayName,
  }
  const application = { id: '1100000000000000001', name: 'Kaltura', description: '', icon: null, rpc_origins: [] }
  return {
    status: 200,
    body: {
      ...body,
      user,
      scopes: ['identify', 'guilds.members.read', 'rpc.voice.read'],
      expires: '2027-01-01T00:00:00.000Z',
      application,
    },
  }
}

function changeClient(userId: string, body: Record<string, unknown>, change: Sandbox['change']): Answer {
  let client = firstClient
  change((state) => {
    client = changedClient(state.clients[userId] ?? firstClient, clientChange.parse(body))
    return { ...state, clients: { ...state.clients, [userId]: client } }
  })
  return { status: 200, body: client }
}

type Window = { instanceId: string; userId: string; origin: string }

function openWindow(window: Window, change: Sandbox['change']): Answer {
  let frame: SandboxState['instances'][number]['frames'][number] | undefined
  change((state) => {
    const next = join(state, window)
    frame = next.instances[0]?.frames.at(-1)
    return next
  })
  return { status: 201, body: frame }
}

function closeWindow(path: string, change: Sandbox['change']): Answer {
  const frameId = path.split('/').at(-1)
  change((state) => ({
    ...state,
    instances: state.instances.map((each) => ({ ...each, frames: each.frames.filter((frame) => frame.frameId !== frameId) })),
  }))
  return { status: 204 }
}

function hangUp({ frameId }: Record<string, unknown>, change: Sandbox['change']): Answer {
  const hungUp = { code: 4003, message: 'Token revoked' }
  change((state) => ({
    ...state,
    instances: state.instances.map((each) => ({
      ...each,
      frames: each.frames.map((frame) => (frame.frameId === frameId ? { ...frame, hungUp } : frame)),
    })),
  }))
  return { status: 204 }
}

function join(state: SandboxState, { instanceId, userId, origin }: { instanceId: string; userId: string; origin: string }): SandboxState {
  const frames = state.instances[0]?.frames ?? []
  const nth = frames.filter((frame) => frame.userId === userId).length
  const frameId = nth === 0 ? `f-${userId}` : `f-${userId}-${nth + 1}`
  const query = new URLSearchParams({
    instance_id: instanceId,
    frame_id: frameId,
    platform: 'desktop',
    channel_id: '11',
    guild_id: '10',
  })
  const frame = { userId, frameId, url: `${origin}/activity/?${query}` }
  return { ...state, instances: [{ instanceId, channelId: '11', frames: [...frames, frame] }] }
}

function leave(state: SandboxState, userId: string): SandboxState {
  return {
    ...state,
    instances: state.instances.map((each) => ({ ...each, frames: each.frames.filter((frame) => frame.userId !== userId) })),
  }
}

/** The text of the focused option in an autocomplete question. */
export function typedIn({ body }: Asked): string {
  return /"value":"([^"]*)","focused":true/.exec(JSON.stringify(body))?.[1] ?? ''
}
