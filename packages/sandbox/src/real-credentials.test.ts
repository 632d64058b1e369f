import { describe, expect, test } from 'vitest'
import { createApplicationSecrets } from './discord/secrets.ts'
import { RealCredentialsError, refuseRealCredentials } from './real-credentials.ts'
import { createSandbox } from './sandbox.ts'
import { startSandbox } from './testing/sandbox-under-test.ts'

const realToken = createApplicationSecrets('822271634534793216').botToken
const hex = '0123456789abcdef0123456789abcdef'
const clientSecret = 'a-client_secret-of-32-characters'

describe('real credentials', () => {
  test.each([
    ['NODE_ENV=production', { NODE_ENV: 'production' }],
    ['DISCORD_BOT_TOKEN', { DISCORD_BOT_TOKEN: realToken }],
    ['MY_BOT', { MY_BOT: ` Bot ${realToken}\n` }],
    ['DISCORD_CLIENT_SECRET', { DISCORD_CLIENT_SECRET: clientSecret }],
    ['DISCORD_CLIENT_SECRET', { DISCORD_CLIENT_SECRET: clientSecret, DISCORD_APPLICATION_ID: '822271634534793216' }],
    ['KALTURA_ADMIN_SECRET', { KALTURA_ADMIN_SECRET: hex }],
    ['KALTURA_ADMIN_SECRET', { KALTURA_ADMIN_SECRET: hex, KALTURA_SERVICE_URL: 'https://www.kaltura.com' }],
    ['KALTURA_APP_TOKENS', { KALTURA_APP_TOKENS: `{"viewer":{"id":"1_ab12cd34","token":"${hex}"}}` }],
    ['KALTURA_CONNECTIONS', { KALTURA_CONNECTIONS: `{"archive":{"adminSecret":"${hex}"}}`, KALTURA_SERVICE_URL: 'http://127.0.0.1:8000' }],
    ['KALTURA_ADMIN_SECRET, KALTURA_USER_SECRET', { KALTURA_USER_SECRET: hex, KALTURA_ADMIN_SECRET: hex }],
  ])('are refused by the name %s, never by value', (named, environment) => {
    const refuse = () => refuseRealCredentials(environment)

    expect(refuse).toThrow(RealCredentialsError)
    expect(refuse).toThrow(`production: ${named}. Unset that`)
    expect(refuse).not.toThrow(realToken)
    expect(refuse).not.toThrow(hex)
    expect(refuse).not.toThrow(clientSecret)
  })

  test.each([
    ['of an ordinary machine', { PATH: '/bin', NODE_ENV: 'test', GIT_COMMIT: hex, UNSET: undefined }],
    ['with placeholders', { DISCORD_BOT_TOKEN: 'your-token-here', DISCORD_CLIENT_SECRET: 'changeme', KALTURA_ADMIN_SECRET: '' }],
    ['with a JSON Web Token', { TOKEN: `${'eyJhbGciOiJIUzI1NiJ9xxxx'}.abcdef.${'x'.repeat(38)}` }],
    ['with a Kaltura on this machine', { KALTURA_ADMIN_SECRET: hex, KALTURA_SERVICE_URL: 'http://127.0.0.1:8000' }],
  ])('are not found in an environment %s', (_, environment) => {
    expect(() => refuseRealCredentials(environment)).not.toThrow()
  })

  test('are not what a sandbox made: a second one starts beside the variables of the first', async () => {
    const { sandbox } = await startSandbox({ kaltura: true })

    expect(() => refuseRealCredentials(sandbox.environment)).not.toThrow()
  })

  test('keep a sandbox from starting, before anything is open', async () => {
    const start = createSandbox({ port: 0, environment: { NODE_ENV: 'production' } })

    await expect(start).rejects.toMatchObject({ code: 'sandbox.real-credentials', details: { names: ['NODE_ENV=production'] } })
  })
})

describe('a fixed token', () => {
  test('that a sandbox made is the token of the next', async () => {
    const { botToken } = createApplicationSecrets('1100000000000000001')

    const sandbox = await createSandbox({ port: 0, kaltura: false, botToken })
    const answer = await fetch(`${sandbox.url}/api/v10/users/@me`, { headers: { authorization: `Bot ${botToken}` } })
    await sandbox.close()

    expect([sandbox.environment.DISCORD_BOT_TOKEN, answer.status]).toEqual([botToken, 200])
  })

  test.each([
    ['another application', realToken, 'sandbox.real-credentials'],
    ['another form', 'my-own-token', 'input.invalid'],
    ['a prefix that belongs into the header', `Bot ${createApplicationSecrets('1100000000000000001').botToken}`, 'input.invalid'],
  ])('of %s is refused without being repeated', async (_, botToken, code) => {
    const refusal: unknown = await createSandbox({ port: 0, kaltura: false, botToken }).catch((error: unknown) => error)

    expect(refusal).toMatchObject({ code })
    expect(String(refusal)).not.toContain(botToken)
  })
})
