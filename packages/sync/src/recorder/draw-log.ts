import type { RoomEvent } from '../room/room-state.ts'
import type { Ms } from '../time.ts'
import { positionAt } from '../timeline/timeline.ts'
import type { ClientMoment, Replay } from './replay-log.ts'

interface Point {
  x: number
  y: number
}

/** More points than a picture can show make it slow and nothing else. */
const mostPoints = 2000
const width = 1200
const margin = 60
const positions = { top: 40, height: 260 }
const offsets = { top: 360, height: 220 }
const colours = ['#1f77b4', '#d62728', '#2ca02c', '#9467bd', '#ff7f0e', '#17becf', '#8c564b', '#e377c2']

/**
 * A replayed log as an SVG: where the room and each tab were, how far each was from the room (dots: commands to a player; rings: what it
 * reported), and what happened when.
 */
export function drawLog(replay: Pick<Replay, 'rooms' | 'looks'>): string {
  const looks = replay.looks.filter(({ atMs, positionS, offsetMs }) => [atMs, positionS, offsetMs].every(Number.isFinite))
  const rooms = replay.rooms.filter(({ atMs }) => Number.isFinite(atMs))
  const instants = [...rooms, ...looks].map(({ atMs }) => atMs)
  const fromMs = instants.reduce((least, atMs) => Math.min(least, atMs), Number.POSITIVE_INFINITY)
  const toMs = instants.reduce((most, atMs) => Math.max(most, atMs), fromMs + 1)
  if (instants.length === 0) return svg(['<text x="20" y="40">Nothing in this log has an instant of server time.</text>'])

  const xOf = (atMs: Ms) => margin + ((atMs - fromMs) / (toMs - fromMs)) * (width - 2 * margin)
  const room = rooms.flatMap(({ atMs, state }, index) => {
    if (!state) return []
    const untilMs = rooms[index + 1]?.atMs ?? toMs
    const bendMs = Math.min(untilMs, Math.max(atMs, state.timeline.atMs))
    return [atMs, bendMs, untilMs].map((at) => ({ x: xOf(at), s: positionAt(state.timeline, at, state.durationS) }))
  })
  const highestS = [...room.map(({ s }) => s), ...looks.map(({ positionS }) => positionS)].reduce((a, b) => Math.max(a, b), 1)
  const widestMs = Math.min(2000, Math.max(20, percentile(looks.map(({ offsetMs }) => Math.abs(offsetMs)))))
  const yOfS = (s: number) => positions.top + (1 - s / highestS) * positions.height
  const yOfMs = (ms: Ms) => offsets.top + (0.5 - Math.min(1, Math.max(-1, ms / widestMs)) / 2) * offsets.height

  const roomLine = room.map(({ x, s }) => ({ x, y: yOfS(s) }))
  const clients = [...byClient(looks)]
  return svg([
    frame(positions, `position, 0 to ${highestS.toFixed(1)} s`),
    frame(offsets, `behind the room, ±${widestMs.toFixed(0)} ms (above: behind)`),
    `<text x="${margin}" y="${offsets.top + offsets.height + 24}">${((toMs - fromMs) / 1000).toFixed(1)} s from ${fromMs.toFixed(0)}</text>`,
    ...rooms.flatMap(({ atMs, event }) => (event ? [mark(xOf(atMs), labelOf(event))] : [])),
    line(roomLine, '#000', 3),
    ...clients.flatMap(([client, moments], index) => {
      const colour = colours[index % colours.length] ?? '#000'
      const shown = thinned(moments.filter(({ reported }) => !reported))
      const positionsOf = shown.map(({ atMs, positionS }) => ({ x: xOf(atMs), y: yOfS(positionS) }))
      const offsetsOf = shown.map(({ atMs, offsetMs }) => ({ x: xOf(atMs), y: yOfMs(offsetMs) }))
      const reports = thinned(moments.filter(({ reported }) => reported))
      const orders = thinned(moments.filter(({ commands }) => commands.length > 0))
      return [
        line(positionsOf, colour, 1),
        line(offsetsOf, colour, 1),
        ...reports.flatMap(({ atMs, positionS, offsetMs }) => [
          ring(xOf(atMs), yOfS(positionS), colour),
          ring(xOf(atMs), yOfMs(offsetMs), colour),
        ]),
        ...orders.map(({ atMs, offsetMs }) => `<circle cx="${n(xOf(atMs))}" cy="${n(yOfMs(offsetMs))}" r="2" fill="${colour}"/>`),
        `<text x="${margin + 300 + (index % 10) * 60}" y="${offsets.top + offsets.height + 24 + 16 * Math.floor(index / 10)}" fill="${colour}">${escaped(client)}</text>`,
      ]
    }),
  ])
}

function svg(parts: readonly string[]): string {
  const height = offsets.top + offsets.height + 80
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">\n<rect width="${width}" height="${height}" fill="#fff"/>\n${parts.join('\n')}\n</svg>\n`
}

function frame({ top, height }: { top: number; height: number }, label: string): string {
  const box = `<rect x="${margin}" y="${top}" width="${width - 2 * margin}" height="${height}" fill="none" stroke="#ccc"/>`
  return `${box}<text x="${margin}" y="${top - 6}">${label}</text>`
}

function mark(x: number, label: string): string {
  const bottom = offsets.top + offsets.height
  return `<line x1="${n(x)}" x2="${n(x)}" y1="${positions.top}" y2="${bottom}" stroke="#ddd"/><text x="${n(x + 3)}" y="${positions.top + positions.height + 24}" transform="rotate(35 ${n(x)} ${positions.top + positions.height + 24})" font-size="9">${escaped(label)}</text>`
}

function line(points: readonly Point[], colour: string, wide: number): string {
  const path = points.map(({ x, y }) => `${n(x)},${n(y)}`).join(' ')
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="${wide}" stroke-opacity="0.7"/>`
}

function byClient(looks: readonly ClientMoment[]): Map<string, ClientMoment[]> {
  const clients = new Map<string, ClientMoment[]>()
  for (const look of looks) {
    const known = clients.get(look.client)
    if (known) known.push(look)
    else clients.set(look.client, [look])
  }
  return clients
}

function labelOf(event: RoomEvent): string {
  return event.kind === 'intent' ? event.intent.kind : event.kind
}

function ring(x: number, y: number, colour: string): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="3" fill="none" stroke="${colour}"/>`
}

function thinned<T>(all: readonly T[]): T[] {
  const every = Math.ceil(all.length / mostPoints)
  return all.filter((_, index) => index % every === 0)
}

/** The 99th percentile, so that one seek does not flatten everything else. */
function percentile(values: readonly number[]): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * 0.99)] ?? 0
}

function n(value: number): string {
  return value.toFixed(1)
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
