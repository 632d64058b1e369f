import { activityRoutes, createApiClient } from '@kaltura-discord/api'
import { cast, type Sandbox } from '@kaltura-discord/sandbox'
import { decodeServerMessage, encodeMessage, type ServerMessage } from '@kaltura-discord/sync'
import type { MemberPart } from './story/party.ts'

/** What an Activity page does on the wire, without a browser: sign in, bootstrap, join the room. */
export async function signIn(sandbox: Sandbox, serverUrl: string, part: MemberPart) {
  let bearer: string | undefined
  const api = createApiClient({ baseUrl: serverUrl, fetch, token: () => bearer })
  const { clientId } = await api.call(activityRoutes.activityConfig, {})
  const { state, codeChallenge, codeChallengeMethod } = await api.call(activityRoutes.signInStart, {})
  const consent = await fetch(`${sandbox.url}/sandbox/members/${cast.members[part].userId}/rpc/authorize`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_id: clientId,
      response_type: 'code',
      scope: ['identify', 'guilds.members.read'],
      state,
      code_challenge: codeChallenge,
      code_challenge_method: codeChallengeMethod,
    }),
  })
  const { code } = (await consent.json()) as { code: string }
  const finished = await api.call(activityRoutes.signInFinish, { body: { state, code } })
  bearer = finished.bearer
  const placeOf = (instanceId: string) => ({ instanceId, guildId: cast.guild.id, channelId: cast.channels.general.id })
  return {
    api,
    user: finished.user,
    bootstrap: (instanceId: string) => api.call(activityRoutes.bootstrap, { body: placeOf(instanceId) }),
    /** Chooses what an instance shows that was opened by itself. */
    start: (instanceId: string, entryId: string) => api.call(activityRoutes.startEntry, { body: { ...placeOf(instanceId), entryId } }),
  }
}

/** Joins a room with a ticket; gives what the server says and a way to answer. */
export async function joinRoom(serverUrl: string, { roomPath, roomTicket }: { roomPath: string; roomTicket: string }) {
  const socket = new WebSocket(`${serverUrl.replace(/^http/, 'ws')}${roomPath}`)
  const heard: ServerMessage[] = []
  socket.addEventListener('message', ({ data }) => {
    const decoded = decodeServerMessage(String(data))
    if (decoded.kind === 'message') heard.push(decoded.message)
  })
  const closed = new Promise<number>((done) => socket.addEventListener('close', ({ code }) => done(code)))
  await new Promise((done, fail) => {
    socket.addEventListener('open', done)
    socket.addEventListener('error', () => fail(new Error('the room did not open')))
  })
  socket.send(encodeMessage({ type: 'hello', protocol: 1, ticket: roomTicket, connection: crypto.randomUUID() }))
  return {
    heard,
    /** The code with which it ends. */
    closed,
    send: (message: Parameters<typeof encodeMessage>[0]) => socket.send(encodeMessage(message)),
    close: () => socket.close(1000),
  }
}

/** Waits for something that happens elsewhere, looking often, for at most `withinMs`. */
export async function eventually<T>(look: () => T | undefined | Promise<T | undefined>, what: string, withinMs = 30_000): Promise<T> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${withinMs} ms`)
    await new Promise((done) => setTimeout(done, 25))
  }
}
