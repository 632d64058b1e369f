/** One line or some that stand on the picture for a while; times in ms from the start. `text` is plain. */
export interface Cue {
  startMs: number
  endMs: number
  text: string
}
