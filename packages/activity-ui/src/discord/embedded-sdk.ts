import { UnavailableError } from '@kaltura-discord/core'

/** The part of Discord's Embedded App SDK that the Activity uses, with the deadlines that the SDK lacks: a reply it can't parse never settles. */
export interface EmbeddedDiscord {
  /** Asks the person (or Discord's memory of them) for a code. */
  authorize(challenge: { state: string; codeChallenge: string }): Promise<string>
  /** Makes this RPC session the person's. */
  authenticate(accessToken: string): Promise<void>
}

const readyTimeoutMs = 10_000
const commandTimeoutMs = 15_000
/** People read before they consent. */
const consentTimeoutMs = 5 * 60_000

/**
 * Connects to the Discord client around this frame.
 * @throws UnavailableError when Discord doesn't answer, with words for the viewer.
 */
export async function connectDiscord(clientId: string): Promise<EmbeddedDiscord> {
  // Loaded only inside Discord: the SDK is 46 kB that nothing can shake, and it patches console unless told otherwise.
  const { DiscordSDK } = await import('@discord/embedded-app-sdk')
  const sdk = new DiscordSDK(clientId, { disableConsoleLogOverride: true })
  await within(sdk.ready(), readyTimeoutMs, 'Discord did not answer. Close the Activity and open it again.')
  return {
    async authorize({ state, codeChallenge }) {
      const request = {
        client_id: clientId,
        response_type: 'code',
        state,
        prompt: 'none',
        scope: ['identify', 'guilds.members.read'],
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
      } as const
      const { code } = await within(
        sdk.commands.authorize({ ...request, scope: [...request.scope] }),
        consentTimeoutMs,
        'Discord did not confirm who you are. Close the Activity and open it again.',
      )
      return code
    },
    async authenticate(accessToken) {
      await within(
        sdk.commands.authenticate({ access_token: accessToken }),
        commandTimeoutMs,
        'Discord did not accept the sign-in. Close the Activity and open it again.',
      )
    },
  }
}

/** The SDK rejects with plain `{ code, message }` objects; whatever it says may hold a code, so only our words pass on. */
function within<T>(promise: Promise<T>, ms: number, message: string): Promise<T> {
  return new Promise((done, fail) => {
    const refuse = () => fail(new UnavailableError(message))
    const timer = setTimeout(refuse, ms)
    promise.then(done, refuse).finally(() => clearTimeout(timer))
  })
}
