import type { Ms } from '@kaltura-discord/sync'
import type { Contender, World } from './contender.ts'
import type { Viewer } from './viewer.ts'

export type Incident = 'play' | 'seek' | 'resume' | 'lateJoin' | 'stall' | 'skip' | 'lag600' | 'failover' | 'other'

/** An evening: what happens to the room, and when. */
export interface Scene {
  readonly atMs: Ms
  readonly incident: Incident
  happen(contender: Contender): void
}

export interface Script {
  readonly scenes: readonly Scene[]
  readonly endMs: Ms
  /** Who comes late. */
  readonly late: number
  /** Up to here it is the script of sync.md §5.2. */
  readonly factsUntilMs: Ms
}

/**
 * The first four minutes are the script that the published rows of the peers were made with; then come the accidents. A harsh evening has, besides, a tab that is
 * hidden nearly all the time (timers once a second, then once a minute), a machine that sleeps, a player that stalls again and again, and a volley of commands.
 */
export function eveningOf({ viewers }: World, harsh: boolean): Script {
  const count = viewers.length
  const viewer = (index: number): Viewer => viewers[Math.min(index, count - 1)] ?? viewers[0] ?? unreachable()
  const late = Math.max(1, count - 2)
  const host = viewer(0)
  const commanded = () => {
    for (const each of viewers) if (each.present) each.player.grantSeek()
  }
  const scene = (atMs: Ms, incident: Incident, happen: Scene['happen']): Scene => ({ atMs, incident, happen })
  const command = (atMs: Ms, incident: Incident, happen: Scene['happen']) =>
    scene(atMs, incident, (contender) => {
      commanded()
      happen(contender)
    })
  const accidents = (): readonly Scene[] => [
    scene(20_000, 'other', () => viewer(3).hide()),
    scene(215_000, 'other', () => viewer(2).suspend(4000)),
    ...[35, 75, 110, 170, 203, 262, 300, 405].map((atS, index) =>
      scene(atS * 1000, 'other', () => viewer(1).player.stall(400 + 100 * index)),
    ),
    command(350_000, 'other', (contender) => {
      contender.seek(host, 1000)
      contender.pause(host)
      contender.play(host)
      contender.seek(host, 1010)
    }),
  ]
  return {
    late,
    factsUntilMs: 240_000,
    endMs: 480_000,
    scenes: [
      ...(harsh ? accidents() : []),
      command(3000, 'play', (contender) => contender.play(host)),
      command(60_000, 'seek', (contender) => contender.seek(host, 600)),
      command(90_000, 'other', (contender) => contender.pause(host)),
      command(95_000, 'resume', (contender) => contender.play(host)),
      scene(120_000, 'lateJoin', (contender) => {
        viewer(late).present = true
        viewer(late).player.grantSeek()
        contender.join(viewer(late))
      }),
      scene(150_000, 'stall', () => viewer(4).player.stall(2500)),
      command(185_000, 'skip', (contender) => contender.seek(host, host.player.trueMs() / 1000 + 10)),
      scene(240_000, 'lag600', () => viewer(2).player.slip(-600)),
      ...(harsh ? [] : [scene(275_000, 'other', () => viewer(3).hide())]),
      scene(290_000, 'other', () => viewer(1).setDate(-700)),
      scene(310_000, 'failover', (contender) => contender.failover()),
      scene(harsh ? 450_000 : 340_000, 'other', () => viewer(3).show()),
      scene(360_000, 'other', (contender) => {
        host.present = false
        host.player.pause()
        contender.crash(host)
      }),
      command(385_000, 'other', (contender) => contender.pause(viewer(1))),
      command(390_000, 'other', (contender) => contender.play(viewer(1))),
      command(420_000, 'other', (contender) => contender.seek(viewer(1), 1800)),
    ],
  }
}

function unreachable(): never {
  throw new Error('a world without viewers')
}
