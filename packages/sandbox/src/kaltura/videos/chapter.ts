/**
 * A place in a video worth going to. Kaltura knows two kinds: `thumb` cue points, which the player lists as chapters today, and public
 * `annotation`s tagged `chaptering`, which older accounts still have.
 */
export interface Chapter {
  /** Id of the cue point. */
  id: string
  kind: 'thumb' | 'annotation'
  startS: number
  title: string
  description: string
}
