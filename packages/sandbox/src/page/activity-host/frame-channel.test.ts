import { expect, test } from 'vitest'
import { openFrameChannel } from './frame-channel.ts'

test('only the frame’s own window, from its own origin, is heard, until the channel is closed', () => {
  const { say, heard, channel, frame } = stage()
  say(frame, 'http://app.test', 1)
  say(frame, 'http://evil.test', 2)
  say({}, 'http://app.test', 3)
  say(null, 'http://app.test', 4)
  channel.close()
  say(frame, 'http://app.test', 5)

  expect(heard).toEqual([1])
})

test('what is posted is addressed to the frame’s exact origin', () => {
  const { channel, posted } = stage()
  channel.post([2, { code: 1000, message: '' }])

  expect(posted).toEqual([{ message: [2, { code: 1000, message: '' }], origin: 'http://app.test' }])
})

function stage() {
  const listeners = new Set<(event: MessageEvent) => void>()
  const posted: { message: unknown; origin: unknown }[] = []
  const heard: unknown[] = []
  const frame = { postMessage: (message: unknown, origin: unknown) => posted.push({ message, origin }) } as unknown as Window
  const channel = openFrameChannel({
    hub: {
      addEventListener: (_type, listener) => listeners.add(listener),
      removeEventListener: (_type, listener) => listeners.delete(listener),
    },
    frameWindow: () => frame,
    url: 'http://app.test/activity?frame_id=f-1',
    receive: (data) => heard.push(data),
  })
  const say = (source: unknown, origin: string, data: unknown) => {
    for (const listener of listeners) listener({ source, origin, data } as MessageEvent)
  }
  return { channel, posted, heard, say, frame }
}
