import { onTestFinished } from 'vitest'
import { hello, settle, stage } from './staged-host.ts'

/**
 * The real SDK, talking to a staged host: two windows without a browser. Messages arrive later than they were sent, as in one, and what the
 * SDK found wrong with an answer is kept, because it tells nobody but the console.
 */
export async function sdkOnStage(answers: Parameters<typeof stage>[0] = {}) {
  const listeners = new Set<(event: { origin: string; data: unknown }) => void>()
  const staged = stage(answers, { post: (data) => queueMicrotask(() => listeners.forEach((hear) => void hear({ origin: 'null', data }))) })
  const unreadable: unknown[] = []
  const { window, document, console } = Object.getOwnPropertyDescriptors(globalThis)
  const realConsole = globalThis.console
  const give = (name: string, value: unknown): void =>
    void Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  give('window', {
    location: { origin: 'http://app.test', search: `?frame_id=${hello.frame_id}&instance_id=i-1&platform=desktop` },
    parent: { postMessage: (data: unknown) => queueMicrotask(() => staged.host.receive(structuredClone(data))) },
    addEventListener: (_type: string, hear: (event: { origin: string; data: unknown }) => void) => listeners.add(hear),
    removeEventListener: (_type: string, hear: (event: { origin: string; data: unknown }) => void) => listeners.delete(hear),
  })
  give('document', { referrer: '' })
  give('console', { ...realConsole, error: (...said: unknown[]) => unreadable.push(said) })
  onTestFinished(() => {
    for (const [name, before] of Object.entries({ window, document, console }))
      if (before) Object.defineProperty(globalThis, name, before)
      else Reflect.deleteProperty(globalThis, name)
  })

  const { DiscordSDK } = await import('@discord/embedded-app-sdk')
  const sdk = new DiscordSDK(hello.client_id, { disableConsoleLogOverride: true })
  await sdk.ready()
  /** Everything of one kind that the Activity was told. */
  const hear = async (event: Parameters<typeof sdk.subscribe>[0], args?: object) => {
    const heard: unknown[] = []
    await sdk.subscribe(event, (data: unknown) => heard.push(data), args as never)
    await settle()
    return heard
  }
  return { ...staged, sdk, unreadable, hear }
}
