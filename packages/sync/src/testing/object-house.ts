import { createRoomObject, type RoomObject, type RoomObjectOptions, type WorkerSocket } from '../durable-object/index.ts'
import { decodeServerMessage } from '../protocol/decode-server-message.ts'
import { type ClientMessage, encodeMessage, type ServerMessage } from '../protocol/messages.ts'
import { judgeTicket, tab } from './gate-house.ts'
import { createVirtualTime } from './virtual-time.ts'

type Socket = ReturnType<typeof createSocket>

/** A Durable Object that is the room of tickets, `lobby`, unless it is another; and sockets to call it by; it can be put to sleep, or lost. */
export function objectHouse({ limits, room = 'lobby' }: Pick<RoomObjectOptions<number, Socket>, 'limits'> & { room?: string } = {}) {
  const time = createVirtualTime(1_800_000_000_000)
  const storage = createObjectStorage()
  let open = new Set<Socket>()
  let life = 0
  let object = create()

  function create(): RoomObject<number, Socket> {
    life += 1
    const own = life
    const state = { storage, acceptWebSocket: (socket: Socket) => void open.add(socket), getWebSockets: () => [...open] }
    return createRoomObject<number, Socket>(state, {
      verify: (ticket) => judgeTicket(ticket, time.now()),
      serves: (asked) => asked === room,
      upgrade: () => ({ server: createSocket(), response: 101 }),
      refuse: () => 426,
      now: time.now,
      timers: { after: (ms, run) => time.after(ms, () => own === life && run()) }, // what is dropped from memory never rings
      ...(limits ? { limits } : {}),
    })
  }

  return {
    time,
    storage,
    object: () => object,
    async dial() {
      const before = new Set(open)
      await object.fetch({ headers: new Headers({ upgrade: 'websocket' }) })
      const [socket = createSocket()] = [...open].filter((each) => !before.has(each))
      const say = (message: ClientMessage) => object.webSocketMessage(socket, encodeMessage(message))
      return {
        heard: socket.heard,
        closed: socket.closed,
        attachment: socket.deserializeAttachment,
        attach: socket.serializeAttachment,
        say,
        hello: (ticket: string, connection: string) => say({ type: 'hello', protocol: 1, ticket, connection }),
        hangUp(code: number) {
          object.webSocketClose(socket, code)
          open.delete(socket)
        },
        /** Gone, and the object is never told. */
        vanish: () => open.delete(socket),
      }
    },
    /** The object is dropped from memory; its sockets stay. */
    sleep() {
      object = create()
    },
    /** The object is gone, and its sockets with it. */
    crash() {
      open = new Set()
      object = create()
    },
    /** Lets time pass, with alarms as the platform rings them. */
    async pass(ms: number) {
      const endMs = time.now() + ms
      for (let atMs = storage.alarmMs(); atMs !== undefined && atMs <= endMs; atMs = storage.alarmMs()) {
        await time.pass(Math.max(0, atMs - time.now()))
        storage.takeAlarm()
        await object.alarm().catch(() => storage.setAlarm(time.now() + 2000))
      }
      await time.pass(endMs - time.now())
    },
  }
}

/** Ada, who hosts, and Bob watch; the room plays. */
export async function watchedHouse(options: Parameters<typeof objectHouse>[0] = {}) {
  const house = objectHouse(options)
  const ada = await house.dial()
  ada.hello('ada', tab(1))
  await house.pass(10)
  const bob = await house.dial()
  bob.hello('bob', tab(2))
  await house.pass(10)
  ada.say({ type: 'intent', id: 'first', kind: 'play', positionS: 60 })
  await house.pass(5000)
  return { house, ada, bob }
}

/** Storage of an object, which can fail. */
export function createObjectStorage() {
  const kept = new Map<string, string>()
  let alarmMs: number | undefined
  let broken: 'nothing' | 'writing' | 'everything' = 'nothing'
  const reach = async <T>(call: () => T): Promise<T> => {
    if (broken === 'everything') throw new Error('storage is away')
    return call()
  }
  return {
    /** The document, as it is kept. */
    document: () => JSON.parse([...kept].find(([key]) => key.startsWith('room:'))?.[1].split('\n')[1] ?? 'null'),
    alarmMs: () => alarmMs,
    takeAlarm() {
      alarmMs = undefined
    },
    break(what: typeof broken) {
      broken = what
    },
    get: (key: string) => reach(() => kept.get(key)),
    async put(key: string, value: string) {
      if (broken !== 'nothing') throw new Error('storage is full')
      kept.set(key, value)
    },
    delete: (key: string) => reach(() => kept.delete(key)),
    list: ({ prefix, limit }: { prefix: string; limit: number }) =>
      reach(() => new Map([...kept].filter(([key]) => key.startsWith(prefix)).slice(0, limit))),
    setAlarm: async (atMs: number) => {
      alarmMs = atMs
    },
    deleteAlarm: async () => {
      alarmMs = undefined
    },
  }
}

function createSocket() {
  const heard: ServerMessage[] = []
  const closed: number[] = []
  let attachment: unknown = null
  return {
    heard,
    closed,
    send(text: string) {
      const decoded = decodeServerMessage(text)
      if (decoded.kind === 'message') heard.push(decoded.message)
    },
    close: (code = 1005) => void closed.push(code),
    serializeAttachment(value: unknown) {
      attachment = structuredClone(value)
    },
    deserializeAttachment: (): unknown => structuredClone(attachment),
  } satisfies WorkerSocket & Record<string, unknown>
}
