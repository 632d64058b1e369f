/** What is known of a media's length. A live stream has none, whatever else is said of it. Rule LV8. */
export function mediaLength<L>({ live, durationS }: { live?: L | undefined; durationS?: number | undefined }): {
  live?: L
  durationS?: number
} {
  if (live) return { live }
  return durationS === undefined ? {} : { durationS }
}
