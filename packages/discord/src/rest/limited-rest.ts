import {
  createTurns,
  type LimitedResponse,
  limitAnswerOf,
  type RequestPlace,
  type SendLimit,
  type SendTurn,
  UnavailableError,
} from '@kaltura-discord/core'
import { type RestRequest, requestPlace } from './request-place.ts'

export interface LimitedRestOptions<Init extends RestRequest, Answer extends LimitedResponse> {
  /** Of the bot's token, shared by all that sends with it. It must not throw while what processes share is away: see `createSteadySendLimit`. */
  limit: SendLimit
  /** What carries requests. That of discord.js itself is `DefaultRestOptions.makeRequest`. */
  makeRequest(url: string, init: Init): Promise<Answer>
  /** How long a request waits for its turn here; later ones go back into the queues of discord.js. In ms, well below its timeout of 15 s. Default 3,000. */
  patienceMs?: number
  /** Milliseconds since 1970. */
  now?: () => number
  /** Resolves after so many ms. */
  wait?: (ms: number) => Promise<void>
}

/** An interaction has 3 s in all; whoever keeps the limit is not waited for longer than this. */
const longestQuestionMs = 250

/**
 * Options for the REST of discord.js that put all its requests under the limit of the bot's token: `new Client({ rest: limitedRest({ limit, makeRequest }) })`.
 *
 * A request takes a turn of people. One whose turn is too far away is not sent: discord.js hears a 429 that says when, waits as it does for Discord's own, and asks
 * again. Answers to interactions take no turn and wait for none. What Discord calls invalid is counted, and at the ban line all requests fail.
 *
 * @throws UnavailableError from `makeRequest`, with `retryAfterMs`, when nothing may be sent; discord.js hands it to who asked
 */
export function limitedRest<Init extends RestRequest, Answer extends LimitedResponse>({
  limit,
  makeRequest,
  patienceMs = 3_000,
  now = Date.now,
  wait = pause,
}: LimitedRestOptions<Init, Answer>): { makeRequest: (url: string, init: Init) => Promise<Answer> } {
  const turn = createTurns({ limit, now, wait })

  function start(place: Omit<RequestPlace, 'patienceMs'>): Promise<SendTurn> {
    if (place.lane !== 'tokenless') return turn({ ...place, patienceMs })
    return Promise.race([turn({ ...place, patienceMs: 0 }), wait(longestQuestionMs).then(() => ({ kind: 'go' as const, atMs: now() }))])
  }

  return {
    async makeRequest(url, init) {
      const place = requestPlace(url, init)
      const started = await start(place)
      if (started.kind === 'stop') throw stopped(started.untilMs - now())
      if (started.kind === 'wait') return notSentYet<Answer>(started.untilMs - now())
      const answer = await makeRequest(url, init)
      await limit.learn(place.route, limitAnswerOf(answer), { atMs: now() })
      return answer
    },
  }
}

function stopped(retryAfterMs: number): UnavailableError {
  return new UnavailableError(
    `Nothing is sent to Discord for ${Math.ceil(retryAfterMs / 1000)} s: it refused so much (401, 403, 429) that more would lead to a ban, or make one longer. Look what it refused, such as a token or a permission.`,
    { retryAfterMs },
  )
}

/** In the words in which Discord says it of a route. */
function notSentYet<Answer>(waitMs: number): Answer {
  const seconds = Math.max(0, waitMs) / 1000
  const body = { message: 'Not sent: the limit of this bot has no turn for it yet.', retry_after: seconds, global: false }
  const headers = {
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset-after': `${seconds}`,
    'x-ratelimit-scope': 'user',
    'retry-after': `${seconds}`,
  }
  return Response.json(body, { status: 429, headers }) as Answer // what `fetch` gives is one of the answers that discord.js takes
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
