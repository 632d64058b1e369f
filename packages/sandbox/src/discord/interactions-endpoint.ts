import { sign } from 'node:crypto'
import { type APIPingInteraction, InteractionType } from 'discord-api-types/v10'
import { isLoopbackUrl } from '../loopback.ts'
import { attachmentSizeLimit } from './attachments.ts'
import type { Clock } from './clock.ts'
import { parseJson } from './json.ts'
import type { InteractionJson } from './newer-than-api-types.ts'
import { ownUserJson } from './people-json.ts'
import { done, invalidForm, type Outcome, refused } from './refusal.ts'
import type { ApplicationSecrets, RandomToken } from './secrets.ts'
import type { WorldStore } from './world.ts'

/** What the endpoint said: a callback, `later` when it will use the REST callback, or that it failed or was too slow. */
export type EndpointAnswer = { kind: 'callback'; body: unknown } | { kind: 'later' } | { kind: 'failed' }

/** The application's own HTTP server, which gets its interactions instead of the gateway (docs: interactions/overview). */
export interface InteractionsEndpoint {
  /**
   * Takes the address when the server there answers a PING of ours, and refuses one whose signature is wrong with 401.
   * `null` goes back to the gateway. Only addresses of this machine are asked.
   */
  set(url: string | null): Promise<Outcome<undefined>>
  /** Posts an interaction, signed. Never rejects. */
  post(interaction: InteractionJson): Promise<EndpointAnswer>
}

const answerWithinMs = 3_000
const maxAnswer = 1_048_576

export function createInteractionsEndpoint(options: {
  store: WorldStore
  secrets: ApplicationSecrets
  clock: Clock
  snowflake: () => string
  random: RandomToken
  fetch?: typeof globalThis.fetch
}): InteractionsEndpoint {
  const { store, secrets, clock, snowflake, random, fetch = globalThis.fetch } = options
  const { world } = store

  const send = async (
    url: string,
    payload: InteractionJson | APIPingInteraction,
    signing: 'rightly' | 'wrongly',
  ): Promise<{ status: number; text: string } | undefined> => {
    const body = JSON.stringify(payload)
    const timestamp = String(Math.floor(clock.now() / 1_000))
    const signed = signing === 'rightly' ? timestamp + body : `${timestamp}${body} `
    const tooLate = new AbortController()
    const cancel = clock.after(answerWithinMs, () => tooLate.abort())
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal: tooLate.signal,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
          'x-signature-ed25519': sign(null, Buffer.from(signed), secrets.privateKey).toString('hex'),
          'x-signature-timestamp': timestamp,
        },
        body,
      })
      const text = await response.text()
      return text.length > maxAnswer ? undefined : { status: response.status, text }
    } catch {
      return undefined
    } finally {
      cancel()
    }
  }

  const ping = (): APIPingInteraction => {
    const bot = world.users.get(world.application.id)
    return {
      id: snowflake(),
      application_id: world.application.id,
      type: InteractionType.Ping,
      token: random(48),
      version: 1,
      app_permissions: '0',
      entitlements: [],
      authorizing_integration_owners: {},
      attachment_size_limit: attachmentSizeLimit,
      ...(bot ? { user: ownUserJson(world, bot) } : {}),
    }
  }

  const isVerified = async (url: string): Promise<boolean> => {
    const [wrong, right] = [await send(url, ping(), 'wrongly'), await send(url, ping(), 'rightly')]
    return wrong?.status === 401 && right?.status === 200 && isPong(parseJson(right.text))
  }

  return {
    async set(url) {
      const notVerified = (message: string) =>
        refused(invalidForm(['interactions_endpoint_url'], 'APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID', message))
      if (url !== null && !isLoopbackUrl(url)) return notVerified('The sandbox calls only endpoints on this machine.')
      if (url !== null && !(await isVerified(url))) return notVerified('The specified interactions endpoint url could not be verified.')
      store.change(() => {
        world.interactionsEndpointUrl = url
      })
      return done(undefined)
    },
    async post(interaction) {
      const url = world.interactionsEndpointUrl
      const answer = url === null ? undefined : await send(url, interaction, 'rightly')
      if (answer?.status === 202) return { kind: 'later' }
      const body = answer?.status === 200 ? parseJson(answer.text) : undefined
      return body === undefined ? { kind: 'failed' } : { kind: 'callback', body }
    },
  }
}

function isPong(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'type' in json && json.type === 1
}
