/** A place in a video worth going to. */
export interface Chapter {
  /** From the start of the video, in ms. */
  startMs: number
  title: string
  /** May be empty. */
  description: string
}
