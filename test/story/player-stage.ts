import type { Sandbox } from '@kaltura-discord/sandbox'
import type { Browser, Page } from 'playwright-core'

/** As strict as Discord's proxy is with the page of an Activity. */
export const activityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "worker-src 'none'",
].join('; ')

/** What the real Kaltura player, which has no types of its own here, is asked for. */
interface Track {
  language: string
  label: string
  active: boolean
}
interface Player {
  loadMedia(media: { entryId: string; ks: string }): Promise<unknown>
  ready(): Promise<unknown>
  play(): void
  currentTime: number
  duration: number
  isLive(): boolean
  isDvr(): boolean
  isOnLiveEdge(): boolean
  getStartTimeOfDvrWindow(): number
  getTracks(kind: 'text' | 'audio' | 'video'): Track[]
  selectTrack(track: Track): void
  getVideoElement(): HTMLVideoElement
}
type Stage = Omit<Window, 'KalturaPlayer'> & { player: Player; KalturaPlayer: { setup(config: object): Player } }

/**
 * The real Kaltura player, alone on a page of the Activity's origin, behind the sandbox's Discord proxy and the media door of the real server: what an
 * Activity could do with it. It is set up as `packages/kaltura/src/player` does.
 */
export async function openPlayer(browser: Browser, sandbox: Sandbox, { entryId, ks }: { entryId: string; ks: string }) {
  const context = await browser.newContext()
  const page = await context.newPage()
  const origin = sandbox.activityOrigin
  const requested: string[] = []
  const violations: string[] = []
  page.on('request', (request) => requested.push(request.url()))
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text())
  })
  await page.route(`${origin}/stage`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'content-security-policy': activityPolicy },
      body: '<!doctype html><div id="player" style="width:640px;height:360px"></div>',
    }),
  )
  await page.goto(`${origin}/stage`)
  const { KALTURA_PARTNER_ID: partnerId, KALTURA_UICONF_ID: uiConfId } = sandbox.environment
  await page.addScriptTag({ url: `/kaltura/p/${partnerId}/embedPlaykitJs/uiconf_id/${uiConfId}` })
  const load = (options: { entryId: string; ks: string }) =>
    setUp(page, { ...options, partnerId: Number(partnerId), uiConfId: Number(uiConfId) })
  const tracks = (kind: 'text' | 'audio' | 'video') =>
    page.evaluate(
      (wanted) => (window as unknown as Stage).player.getTracks(wanted).map(({ language, label, active }) => ({ language, label, active })),
      kind,
    )
  return {
    page,
    requested,
    violations,
    /** Ends when the first frame can be shown; gives what went wrong instead. */
    ready: load({ entryId, ks }),
    tracks,
    select: (kind: 'text' | 'audio', language: string) =>
      page.evaluate(
        ([wanted, spoken]) => {
          const { player } = window as unknown as Stage
          const track = player.getTracks(wanted).find((each) => each.language === spoken)
          if (!track) throw new Error(`there is no ${wanted} in ${spoken}`)
          player.selectTrack(track)
        },
        [kind, language] as const,
      ),
    play: () => page.evaluate(() => (window as unknown as Stage).player.play()),
    seek: (positionS: number) =>
      page.evaluate((seconds) => {
        ;(window as unknown as Stage).player.currentTime = seconds
      }, positionS),
    /** The line of captions on the picture. */
    shownCaption: () => page.evaluate(() => document.querySelector('.playkit-subtitles')?.textContent ?? ''),
    state: () =>
      page.evaluate(() => {
        const { player } = window as unknown as Stage
        const video = player.getVideoElement()
        return {
          positionS: player.currentTime,
          durationS: player.duration,
          moves: !video.paused && video.readyState > 2,
          live: player.isLive(),
          dvr: player.isDvr(),
          atLiveEdge: player.isLive() && player.isOnLiveEdge(),
          dvrStartS: player.getStartTimeOfDvrWindow(),
        }
      }),
    close: () => context.close(),
  }
}

async function setUp(page: Page, options: { entryId: string; ks: string; partnerId: number; uiConfId: number }): Promise<string> {
  return page.evaluate(async ({ entryId, ks, partnerId, uiConfId }) => {
    const stage = window as unknown as Stage
    const doorUrl = `${location.origin}/api/v1/media/main`
    stage.player = stage.KalturaPlayer.setup({
      targetId: 'player',
      log: { level: 'ERROR' },
      provider: { partnerId, uiConfId, ks, env: { serviceUrl: `${doorUrl}/api_v3`, cdnUrl: doorUrl } },
      playback: { autoplay: false, muted: true, preload: 'auto', playsinline: true, options: { html5: { hls: { enableWorker: false } } } },
      ui: { disable: true },
      plugins: {},
    })
    return stage.player.loadMedia({ entryId, ks }).then(
      () => stage.player.ready().then(() => 'ready'),
      (error: { code?: number }) => `error ${error.code}`,
    )
  }, options)
}
