import { resolve } from 'node:path'
import type { Browser, Frame } from 'playwright-core'
import type { startSandbox } from '../../scripts/start/sandbox.ts'
import { openDiscord } from '../../test/story/party.ts'
import { type Delay, openSlowNetwork } from '../slow-network.ts'
import { openRelayPeer } from './relay-peer.ts'

/** The clip that both play: 30 fps, MP4, with its frame numbers painted in. */
export const clip = {
  title: 'Welcome to campus',
  file: resolve(import.meta.dirname, '../../packages/sandbox/media/welcome/360p/video.mp4'),
  fps: 30,
}

/** Two viewers of one clip over a slow network, playing and left alone for a while. */
export interface Pair {
  host: Frame
  viewer: Frame
  close(): Promise<void>
}

export interface PairOptions {
  browser: Browser
  delays: readonly Delay[]
  everything: Awaited<ReturnType<typeof startSandbox>>
}

/**
 * kaltura-discord, whole: slash command, Activity, player, room. The network between Discord's proxy and the server is slow.
 * One sandbox serves all runs; each run has an Activity of its own.
 */
export async function kalturaDiscordPair({ browser, delays, everything }: PairOptions): Promise<Pair> {
  const { sandbox, server } = everything
  const network = await openSlowNetwork(new URL(server.url), delays)
  sandbox.setActivityTarget(network.url)
  const discord = await openDiscord(browser, sandbox)
  await discord.become('member')
  await discord.watch(clip.title)
  await discord.pressWatchTogether()
  const host = await discord.activity('member')
  await discord.join('manager')
  const viewer = await discord.activity('manager')
  await host.getByRole('button', { name: 'Play', exact: true }).click()
  return {
    host,
    viewer,
    async close() {
      await discord.leave('member')
      await discord.leave('manager')
      await discord.close()
      network.close()
    },
  }
}

/** The peer: events relayed as they come, over the same network. */
export async function relayPair({ browser, delays }: PairOptions): Promise<Pair> {
  const peer = await openRelayPeer(clip.file)
  const network = await openSlowNetwork(new URL(peer.url), delays)
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(peer.url)
  await page.setContent(
    `<iframe name="host" src="${network.url}/#host" width="560" height="340"></iframe><iframe name="viewer" src="${network.url}/" width="560" height="340"></iframe>`,
  )
  const frames = ['host', 'viewer'].map((name) => page.frame({ name }))
  const [host, viewer] = frames
  if (!host || !viewer) throw new Error('the peer has no frames')
  for (const frame of [host, viewer]) {
    await frame.waitForFunction(() => 'open' in document.body.dataset && (document.querySelector('video')?.readyState ?? 0) >= 3)
  }
  await host.evaluate(() => document.querySelector('video')?.play())
  return {
    host,
    viewer,
    async close() {
      await page.close()
      network.close()
      peer.close()
    },
  }
}
