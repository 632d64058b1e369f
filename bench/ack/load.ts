import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { percentile } from '../percentile.ts'
import { notificationPath } from '../receiver/notification.ts'

export interface Post {
  body: Buffer
  headers: Readonly<Record<string, string>>
}

export interface Figures {
  perSecond: number
  p50Ms: number
  p99Ms: number
  count: number
}

/** Each of so many connections posts the next one as soon as the last was acknowledged. Takes its posts from the end of `posts`. */
export async function saturate(port: number, posts: Post[], options: { connections: number; forMs: number }): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections })
  const tookMs: number[] = []
  const startMs = performance.now()
  const connection = async () => {
    while (performance.now() - startMs < options.forMs) {
      const post = posts.pop()
      if (!post) throw new Error('More was acknowledged than there was to post.')
      tookMs.push(await acknowledged(agent, port, post, performance.now()))
    }
  }
  await Promise.all(Array.from({ length: options.connections }, connection))
  agent.destroy()
  return figures(tookMs, performance.now() - startMs)
}

/** So many a second, whether or not the ones before were acknowledged; latency counts from when a post was due. */
export async function pace(port: number, posts: Post[], options: { perSecond: number; forMs: number }): Promise<Figures> {
  const agent = new Agent({ keepAlive: true })
  const waiting: Promise<number>[] = []
  const startMs = performance.now()
  for (let elapsedMs = 0; elapsedMs < options.forMs; elapsedMs = performance.now() - startMs) {
    while (waiting.length < (elapsedMs * options.perSecond) / 1000) {
      const post = posts.pop()
      if (!post) throw new Error('There was too little to post.')
      waiting.push(acknowledged(agent, port, post, startMs + (waiting.length * 1000) / options.perSecond))
    }
    await wait(1)
  }
  const tookMs = await Promise.all(waiting)
  agent.destroy()
  return figures(tookMs, performance.now() - startMs)
}

function figures(tookMs: readonly number[], wholeMs: number): Figures {
  return {
    perSecond: (tookMs.length / wholeMs) * 1000,
    p50Ms: percentile(tookMs, 0.5),
    p99Ms: percentile(tookMs, 0.99),
    count: tookMs.length,
  }
}

/** @returns ms since `sinceMs`, when the whole answer is there */
function acknowledged(agent: Agent, port: number, { body, headers }: Post, sinceMs: number): Promise<number> {
  return new Promise((done, fail) => {
    const options = { agent, port, host: '127.0.0.1', method: 'POST', path: notificationPath }
    const asked = request({ ...options, headers: { ...headers, 'content-length': body.length } }, (response) => {
      if (response.statusCode !== 200) fail(new Error(`A post was answered with ${response.statusCode}.`))
      response.on('end', () => done(performance.now() - sinceMs)).resume()
    })
    asked.on('error', fail).end(body)
  })
}
