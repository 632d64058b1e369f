/**
 * What the system leans on, and can lose while it runs. `discord` is what we ask it, `deliveries` that it takes our messages: it can do the one and not the other. `shared`: the Redis of limits, news of changes and caches, where there is one. `activities`: this member, channel or client of Discord's cannot
 * start an Activity.
 */
export const remotes = ['kaltura', 'discord', 'deliveries', 'database', 'rooms', 'shared', 'server', 'activities'] as const
export type Remote = (typeof remotes)[number]

/** What people do with it. */
export const features = ['choose', 'open', 'play', 'together', 'invite', 'announce'] as const
export type Feature = (typeof features)[number]

/** What is left of a feature while something is down, and what people see of that. */
export type Degradation =
  /** As always. */
  | { kind: 'works' }
  /** It goes on with less. */
  | { kind: 'reduced'; sees: string }
  /** Later, by itself; nothing is lost. */
  | { kind: 'late'; sees: string }
  /** A link instead of what was asked for. */
  | { kind: 'link'; sees: string }
  /** Not now, and whoever asked is told so. */
  | { kind: 'off'; sees: string }

const works: Degradation = { kind: 'works' }
const reduced = (sees: string): Degradation => ({ kind: 'reduced', sees })
const late = (sees: string): Degradation => ({ kind: 'late', sees })
const link = (sees: string): Degradation => ({ kind: 'link', sees })
const off = (sees: string): Degradation => ({ kind: 'off', sees })

/**
 * What people see of each feature while one thing is down. Nothing is ever made up in its place.
 *
 * Each cell has a test that takes the thing away from a running server: `test/process/degradation.test.ts`.
 */
export const degradations: Readonly<Record<Remote, Readonly<Record<Feature, Degradation>>>> = {
  kaltura: {
    choose: off('No suggestions; the command says that the video service did not answer, with a support id.'),
    open: off('The Activity says that Kaltura did not answer, and offers another try.'),
    play: reduced('What the player has loaded plays on, then it waits and tries again.'),
    together: works,
    invite: works,
    announce: late('The message comes when Kaltura answers again: an entry is looked at before it is announced.'),
  },
  discord: {
    choose: works,
    open: off('The Activity says that Discord did not answer, and offers another try.'),
    play: reduced('Whoever watches goes on until their KS ends, at most a quarter of an hour; Discord is asked before each next one.'),
    together: reduced('Whoever is in the room stays in step and steers; nobody new comes in.'),
    invite: off('The panel says that Discord did not answer.'),
    announce: late('Messages wait in their order, and come when Discord takes them.'),
  },
  deliveries: {
    choose: works,
    open: works,
    play: works,
    together: works,
    invite: works,
    announce: late('Messages wait in their order, and come when Discord takes them.'),
  },
  database: {
    choose: reduced('Suggestions come; the command says that the service did not answer, for what can not be recorded is not done.'),
    open: off('The Activity says that the database did not answer, and offers another try.'),
    play: reduced('Whoever watches goes on until their KS ends, at most a quarter of an hour.'),
    together: reduced('The room plays on; where it stopped is not written down for the next time.'),
    invite: off('The panel says that the database did not answer.'),
    announce: late('Kaltura is told that nothing was stored, and sends it again; what it gave up on, the reconciler finds.'),
  },
  rooms: {
    choose: works,
    open: works,
    play: works,
    together: reduced('The video plays on for everyone as it was; nobody can steer until the store of the rooms answers again.'),
    invite: works,
    announce: works,
  },
  // Each server goes on by itself: a fifth of the token's limit, copies until they end, and each question asked anew.
  shared: { choose: works, open: works, play: works, together: works, invite: works, announce: works },
  server: {
    choose: off('No suggestions; the command says that the video service did not answer, with a support id.'),
    open: off('The Activity says that the server did not answer, and offers another try.'),
    play: reduced('What the player has loaded plays on, then it waits and tries again.'),
    together: reduced('The page says that it is connecting again; the video plays on as it was.'),
    invite: off('The panel says that the server did not answer.'),
    announce: late('Kaltura sends it again; what it gave up on, the reconciler finds.'),
  },
  activities: {
    choose: works,
    open: link('Whoever pressed Watch Together gets a link to the video in the browser instead, where the operator has set one.'),
    play: works,
    together: works,
    invite: works,
    announce: works,
  },
}

const weight = { works: 0, reduced: 1, late: 2, link: 3, off: 4 } as const

/** What is left of each feature while these are down: for each the worst of what they leave. */
export function featuresWithout(down: readonly Remote[]): Readonly<Record<Feature, Degradation>> {
  const left = (feature: Feature) =>
    down
      .map((remote) => degradations[remote][feature])
      .reduce((worst, next) => (weight[next.kind] > weight[worst.kind] ? next : worst), works)
  return {
    choose: left('choose'),
    open: left('open'),
    play: left('play'),
    together: left('together'),
    invite: left('invite'),
    announce: left('announce'),
  }
}
