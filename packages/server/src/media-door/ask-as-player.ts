import { RequestProblem } from '../http/request-problem.ts'
import type { PlayerKs } from './player-ks.ts'

export interface AskAsPlayer<T> {
  playerKs: PlayerKs
  /** Whom it asks. */
  connection: string
  /** What the player said in the place of a KS: a pass, a KS of its own, or nothing. */
  said: string | undefined
  /** Asks Kaltura. A refusal is thrown as `media.refused`, or is an answer that {@link isRefused} knows. */
  ask(ks: string | undefined): Promise<T>
  isRefused?(answer: T): boolean
}

/** Asks Kaltura with the KS behind a player's pass, and once more with another one when Kaltura refuses it: it was revoked, or a clock is wrong. */
export async function askAsPlayer<T>({ playerKs, connection, said, ask, isRefused = () => false }: AskAsPlayer<T>): Promise<T> {
  const ks = said === undefined ? undefined : await playerKs.of(said, connection)
  if (said === undefined || ks === undefined) return ask(said)
  const first = await ask(ks).then(
    (answer) => ({ refused: isRefused(answer), end: () => answer }),
    (error: unknown) => ({
      refused: error instanceof RequestProblem && error.code === 'media.refused',
      end: (): T => {
        throw error
      },
    }),
  )
  const other = first.refused ? await playerKs.instead(said, connection, ks) : undefined
  return other === undefined ? first.end() : ask(other)
}
