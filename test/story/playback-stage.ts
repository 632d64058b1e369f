import { encodeKs } from '@kaltura-discord/kaltura/ks'
import type { Sandbox } from '@kaltura-discord/sandbox'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import type { PlaybackOrder } from './playback-page.ts'
import { activityPolicy } from './player-stage.ts'

type ChoiceKind = 'captions' | 'audio' | 'quality'

/** Our adapter around the real Kaltura player, on a page of the Activity's origin that is as strict as Discord is, in front of the real media door. */
export async function openPlayback(browser: Browser, sandbox: Sandbox, wish: Pick<PlaybackOrder, 'entryId'> & Partial<PlaybackOrder>) {
  const context = await browser.newContext()
  const page = await context.newPage()
  const origin = sandbox.activityOrigin
  const requested: string[] = []
  page.on('request', (request) => requested.push(request.url()))
  const { KALTURA_PARTNER_ID: partnerId, KALTURA_UICONF_ID: uiConfId } = sandbox.environment
  const order = { partnerId: Number(partnerId), uiConfId: Number(uiConfId), ks: await viewerKs(sandbox, wish.entryId), ...wish }
  const script = await adapterScript()
  await page.addInitScript((given) => Object.assign(window, { stage: { order: given } }), order)
  await page.route(`${origin}/stage.js`, (route) => route.fulfill({ contentType: 'text/javascript', body: script }))
  await page.route(`${origin}/stage`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'content-security-policy': activityPolicy },
      body: '<!doctype html><div id="player" style="width:640px;height:360px"></div><script src="/stage.js"></script>',
    }),
  )
  const firstPlay = order.plays ? page.waitForEvent('console', (message) => message.text().startsWith('play: ')) : undefined
  await page.goto(`${origin}/stage`)
  return {
    page,
    requested,
    ks: order.ks,
    /** What came of an `order.plays`. */
    firstPlay: async () => (await firstPlay)?.text(),
    opening: () => page.evaluate(() => window.stage.opening),
    play: () => page.evaluate(() => window.stage.playback.player.play()),
    pause: () => page.evaluate(() => window.stage.playback.player.pause()),
    seek: (positionS: number) => page.evaluate((seconds) => window.stage.playback.player.seek(seconds), positionS),
    setRate: (rate: number) => page.evaluate((wanted) => window.stage.playback.player.setRate(wanted, { preservePitch: true }), rate),
    state: () =>
      page.evaluate(() => {
        const { player, live, video } = window.stage.playback
        return {
          positionS: player.positionS(),
          durationS: player.durationS(),
          paused: player.paused(),
          rate: player.rate(),
          readiness: player.readiness(),
          mediaS: video.currentTime,
          window: live?.window(),
        }
      }),
    choices: (kind: ChoiceKind) => page.evaluate((wanted) => [...window.stage.playback.choices.list(wanted)], kind),
    choose: (kind: ChoiceKind, label: string | undefined) =>
      page.evaluate(
        ([wanted, named]) => {
          const { choices } = window.stage.playback
          choices.choose(wanted, choices.list(wanted).find((choice) => choice.label === named)?.id)
        },
        [kind, label] as const,
      ),
    ended: () => page.evaluate(() => window.stage.ended.map(({ code }) => code)),
    /** The line of captions on the picture. */
    shownCaption: () => page.evaluate(() => document.querySelector('.playkit-subtitles')?.textContent ?? ''),
    close: () => context.close(),
  }
}

/** The KS that the server gives to a viewer of one entry. */
function viewerKs(sandbox: Sandbox, entryId: string): Promise<string> {
  return encodeKs({
    partnerId: Number(sandbox.environment.KALTURA_PARTNER_ID),
    secret: sandbox.environment.KALTURA_ADMIN_SECRET ?? '',
    userId: 'discord-1',
    type: 0,
    expiryUnix: Math.floor(Date.now() / 1000) + 900,
    privileges: `sview:${entryId},setrole:PLAYBACK_BASE_ROLE`,
  })
}

async function adapterScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL('playback-page.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@kaltura-discord/source'],
  })
  return outputFiles[0]?.text ?? ''
}
