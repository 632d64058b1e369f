import type { LawOrder } from './control-law.ts'

/** What a law may do to a player; a media element fits with two lines, a `Player` of `@kaltura-discord/sync` as it is. */
export interface LawPlayer {
  play(): unknown
  pause(): void
  seek(positionS: number): void
  setRate(rate: number, options: { preservePitch: boolean }): void
}

/** Peers leave the element's own setting: pitch is preserved. */
export function obey(player: LawPlayer, orders: readonly LawOrder[]): void {
  for (const order of orders) {
    if (order.kind === 'seek') player.seek(order.positionS)
    else if (order.kind === 'rate') player.setRate(order.rate, { preservePitch: true })
    else player[order.kind]()
  }
}
