/** The constants of the controller in one place, with their reasons in sync.md §8. Times in ms. */
export const playbackRules = {
  /** How often a playing player is looked at. */
  sampleMs: 125,
  samplesKept: 7,
  samplesNeeded: 5,
  /** Below this nothing is corrected, whatever the measurements say; above the other, nothing is tolerated. */
  minToleranceMs: 5,
  maxToleranceMs: 80,
  /** "In sync" for people: one frame at 30 fps. */
  inSyncMs: 33,
  /** Beyond this a rate would take too long to be kind. */
  seekBeyondMs: 700,
  deadBeatMs: 2500,
  minRateChange: 0.01,
  maxRateChange: 0.15,
  minCorrectionMs: 150,
  maxCorrectionMs: 12_000,
  /** Up to this change of rate pitch is left alone: Chromium then is exact, and nobody hears 17 cents. */
  plainRateChange: 0.0101,
  quietAfterPlayMs: 350,
  quietAfterSeekMs: 600,
  quietAfterRateMs: 200,
  /** A pre-roll plans this much beyond what the player needs. */
  prerollMarginMs: 60,
  replanMarginMs: 120,
  prerollTries: 4,
  /** Late by more than this, a pre-rolled start is planned anew. */
  missedStartMs: 40,
  patienceMs: 8000,
  /** A player that has not even begun to load may be waiting for `play()`. */
  loadingPatienceMs: 2000,
  alignedWithinS: 0.005,
  seekBackOffMs: 4000,
  maxSeekBackOffMs: 60_000,
  seekFailures: 3,
  /** So many pauses that were not ours, within so long, mean that something (a browser, a person) wants it. */
  foreignPauses: 3,
  foreignPausesWithinMs: 10_000,
} as const
