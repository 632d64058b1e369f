import { type SandboxState, sandboxFault } from '../../packages/sandbox/src/control/contract.ts'
import type { Answer, Asked, Sandbox } from './contract-server.ts'
import { freshState, message } from './contract-state.ts'

/** A bot that lets the caller watch, whatever the command; three people who may all join. */
export function answerAsBot({ path, body }: Asked, { change, origin }: Sandbox): Answer | undefined {
  const [, , , userId = '', verb, instanceId = '', deed] = path.split('/')
  if (path.startsWith('DELETE ')) return remove(path.split('/').at(-1) ?? '', change)
  if (path === '/sandbox/faults') return addFault(body, change)
  if (path === '/sandbox/gateway/drop') return { status: 204 }
  if (verb === 'modals') return remove(String(body.interactionId), change, { status: 202, body: { interactionId: '2' } })
  if (verb === 'autocomplete') return suggest(typedIn({ path, body }))
  if (verb === 'components') return { status: 202, body: { interactionId: '1' } }
  if (verb === 'commands') {
    const reply = message({ id: 'reply', content: 'Here we go.', answers: { userId, userName: 'Mara', label: '/kaltura watch' } })
    change((state) => join({ ...state, messages: [...state.messages, reply] }, { instanceId: 'i-1', userId, origin }))
    return { status: 202, body: { interactionId: '1' } }
  }
  if (deed === 'join') change((state) => join(state, { instanceId, userId, origin }))
  if (deed === 'leave') change((state) => leave(state, userId))
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
  const fault = sandboxFault.parse({ path: '', status: null, delayMs: null, times: null, ...body, id: '70' })
  change((state) => ({ ...state, faults: [...state.faults, fault] }))
  return { status: 201, body: fault }
}

function suggest(typed: string): Answer {
  const choices = freshState()
    .kaltura.entries.filter((entry) => entry.name.toLowerCase().includes(typed.replace('slow', '')) && typed !== 'slowzzz')
    .map((entry) => ({ name: entry.name, value: entry.id }))
  return { status: 200, body: { choices }, delayMs: typed === 'slow' ? 500 : 20 }
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
    body: { ...body, user, scopes: ['identify', 'guilds.members.read'], expires: '2027-01-01T00:00:00.000Z', application },
  }
}

function join(state: SandboxState, { instanceId, userId, origin }: { instanceId: string; userId: string; origin: string }): SandboxState {
  const query = new URLSearchParams({
    instance_id: instanceId,
    frame_id: `f-${userId}`,
    platform: 'desktop',
    channel_id: '11',
    guild_id: '10',
  })
  const frames = state.instances[0]?.frames ?? []
  return { ...state, instances: [{ instanceId, channelId: '11', frames: [...frames, { userId, url: `${origin}/activity/?${query}` }] }] }
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
