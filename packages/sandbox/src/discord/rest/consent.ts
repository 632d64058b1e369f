import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { authorizationFault } from '../authorization-request.ts'
import { cast } from '../cast.ts'
import type { Discord } from '../discord.ts'

const maxBytes = 8_192

/** What a website asks for, once it can be answered by sending the browser back. */
interface Asked {
  redirectUri: string
  state: string | undefined
  scopes: readonly string[]
  challenge: string | undefined
}

/**
 * `GET /oauth2/authorize`: the page on which a person allows a website to know who they are. Discord knows who sits there; here it is chosen.
 *
 * Whatever is wrong is said here. A browser is only sent to an address that the application registered.
 */
export function consentRoutes({ store, grants }: Discord): Hono {
  const { world } = store

  const read = (query: URLSearchParams): Asked | string => {
    const redirectUri = query.get('redirect_uri') ?? ''
    const scopes = [...new Set((query.get('scope') ?? '').split(' ').filter(Boolean))]
    const challenge = query.get('code_challenge') ?? undefined
    if (query.get('client_id') !== world.application.id) return 'Unknown application'
    if (!world.application.redirectUris.includes(redirectUri)) return 'Invalid OAuth2 redirect_uri'
    const fault = authorizationFault({
      scope: scopes,
      response_type: query.get('response_type') ?? '',
      code_challenge: challenge,
      code_challenge_method: query.get('code_challenge_method') ?? undefined,
    })
    return fault ?? { redirectUri, scopes, challenge, state: query.get('state') ?? undefined }
  }
  const sendBack = (c: Context, { redirectUri, state }: Asked, answer: Record<string, string>): Response => {
    const address = new URL(redirectUri)
    for (const [name, value] of Object.entries({ ...answer, ...(state === undefined ? {} : { state }) }))
      address.searchParams.set(name, value)
    return c.redirect(address.href, 302)
  }

  const routes = new Hono()
  routes.use('/oauth2/authorize', async (c, next) => {
    await next()
    c.res.headers.set('cache-control', 'no-store')
    c.res.headers.set('content-security-policy', "frame-ancestors 'none'")
  })
  return routes
    .get('/oauth2/authorize', (c) => {
      const asked = read(new URL(c.req.url).searchParams)
      if (typeof asked === 'string') return c.text(asked, 400)
      return c.html(html`<!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>Sandbox: authorize ${world.application.name}</title>
          </head>
          <body style="font: 16px system-ui; max-width: 26rem; margin: 3rem auto; padding: 0 1rem">
            <main>
              <p>Sandbox</p>
              <h1>${world.application.name} wants to know who you are</h1>
              <p>It asks for: ${asked.scopes.join(', ')}. It is sent back to ${new URL(asked.redirectUri).host}.</p>
              <form method="post">
                <fieldset>
                  <legend>You are</legend>
                  ${Object.values(cast.members).map(
                    ({ userId, displayName }, index) =>
                      html`<label
                        ><input type="radio" name="user" value="${userId}" ${index === 0 ? 'checked' : ''} /> ${displayName}</label
                      > `,
                  )}
                </fieldset>
                <p>
                  <button name="answer" value="authorize">Authorize</button>
                  <button name="answer" value="cancel">Cancel</button>
                </p>
              </form>
            </main>
          </body>
        </html>`)
    })
    .post('/oauth2/authorize', async (c) => {
      const asked = read(new URL(c.req.url).searchParams)
      if (typeof asked === 'string') return c.text(asked, 400)
      const body = await c.req.text()
      const form = new URLSearchParams(body.length <= maxBytes ? body : '')
      if (form.get('answer') !== 'authorize')
        return sendBack(c, asked, {
          error: 'access_denied',
          error_description: 'The resource owner or authorization server denied the request',
        })
      const person = Object.values(cast.members).find(({ userId }) => userId === form.get('user'))
      if (!person) return c.text('Nobody of this Discord', 400)
      const { redirectUri, scopes, challenge } = asked
      return sendBack(c, asked, { code: grants.issueCode({ userId: person.userId, scopes }, challenge, redirectUri) })
    })
}
