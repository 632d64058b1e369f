/** The constants of the controller in one place; SPEC.md says why. Times in ms. */
export const playbackRules = {
  /** How often a playing player is looked at, and how soon again when something unexpected was seen. */
  sampleMs: 125,
  surpriseMs: 30,
  /** A second look within this says nothing new. */
  leastApartMs: 15,
  samplesNeeded: 3,
  samplesKept: 64,
  /** A measurement so far from the others is not noise: the player has jumped, and what was measured before is void. */
  jumpMs: 15,
  jumpNoises: 6,
  /** An error is believed when it is so many standard errors of the median. */
  believedErrors: 3.5,
  /** Below this nothing is corrected, whatever the measurements say; above the other, nothing is tolerated. */
  minToleranceMs: 1,
  maxToleranceMs: 80,
  /** Of the clock's bound, which is half a round trip: what the clock may still change its mind about. */
  boundShare: 0.03,
  /** "In sync" for people: one frame at 30 fps. */
  inSyncMs: 33,
  /** Beyond this a rate would take too long to be kind. */
  seekBeyondMs: 700,

  /** Pitch is left alone up to this change of rate: Chromium then is exact, and nobody hears 17 cents. */
  plainRateChange: 0.01,
  /**
   * Errors that are removed so. A stretched rate begins with a step back of 21, which a player that is ahead can only use when it is far ahead. Behind by
   * one audio buffer (CT16) is the commonest; a stretched rate would leave so much of it that a second correction had to follow.
   */
  plainBehindMs: 25,
  plainAheadMs: 40,
  /** Below what people notice of tempo (Quené 2007: 5 %). */
  gentleRateChange: 0.05,
  gentleMs: 75,
  /** Above, shorter is kinder than gentler: everything within this time, at rates that viewers do not mind (Rainer and Timmerer: 0.8 to 1.8). */
  catchUpMs: 1400,
  fastestRateChange: 0.5,
  slowestRateChange: 0.3,
  minCorrectionMs: 150,
  maxCorrectionMs: 12_000,
  /** A stretched correction ends within some ms of where it should: it leaves as much to a plain one. */
  fineMs: 10,
  /** Where measurements scatter by more, what is left is not worth the third write. */
  fineNoiseMs: 1,
  /** A stretched rate is measured while it lasts, from this on. */
  stretchSettlesMs: 150,
  stretchSampleMs: 80,

  quietAfterPlayMs: 200,
  quietAfterStallMs: 30,
  quietAfterSeekMs: 150,
  quietAfterRateMs: 200,
  /** A player that says that it plays and does not move is not measured for so long. */
  standsMs: 1000,
  /** Timers later than this are coarse: the page is hidden, or the machine is busy. */
  lateMs: 100,

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
  /** Where the start is planned for an instant at which it can happen. */
  exactWithinS: 0.0005,
  /** The first start so planned is asked for sooner by this: a player that has such instants starts on time all the same, and any other shows it. */
  tryEarlyMs: 3,
  /** Chromium lets its audio output go when nothing has played for 10 s. */
  restsAfterMs: 10_000,
  seekBackOffMs: 4000,
  seekFailures: 3,
  /** So many pauses that were not ours, within so long, mean that something (a browser, a person) wants it. */
  foreignPauses: 3,
  foreignPausesWithinMs: 10_000,
} as const
