import { serviceToken } from '@kaltura-discord/api'
import { describe, expect, test } from 'vitest'
import { archiveLinkToken, givenParty, gus, linkToken, pia, place, serverSecret, stranger, tom } from '../testing/invited-party.ts'

const bearer = async (token: string | Promise<string>) => ({ authorization: `Bearer ${await token}` })
const asMember = (userId: string) => ({ userId, displayName: 'somebody', roleIds: [], permissions: '0' })

async function scene(options: Parameters<typeof givenParty>[0] = {}) {
  const party = await givenParty(options)
  const bot = await bearer(serviceToken(serverSecret))
  const path = `/api/v1/guilds/${place.guildId}/links`
  return {
    ...party,
    begin: (userId: string) => party.ask(path, { member: asMember(userId) }, bot),
    unlink: (userId: string) => party.ask(`${path}/remove`, { member: asMember(userId) }, bot),
    confirm: async (code: string, kalturaUserId: string, token = linkToken, named: object = {}) =>
      party.ask('/api/v1/links/confirm', { code, kalturaUserId, ...named }, await bearer(token)),
    prove: (code: string, ks: string) => party.ask('/api/v1/links/prove', { code, ks }),
  }
}

describe('a link', () => {
  test('is made by a code that the institution brings back, and every KS from then on is of that Kaltura user', async () => {
    const { begin, confirm, as, granted, world, stores } = await scene()
    const { json } = await begin(tom)

    expect(json).toEqual({ kind: 'code', code: expect.stringMatching(/^(\w{4}-){2}\w{4}$/), expiresAtMs: world.nowMs + 600_000 })
    expect((await confirm(json.code.toLowerCase(), 'tom@uni.example')).json).toEqual({ discordUserId: tom, guildId: place.guildId })
    expect(await stores.links.find('main', tom)).toMatchObject({ kalturaUserId: 'tom@uni.example', proof: 'directory' })
    await as(tom, '/api/v1/activity/bootstrap', place)
    await as(pia, '/api/v1/activity/bootstrap', place)
    expect(granted).toMatchObject([{ userId: 'tom@uni.example' }, { userId: `discord_${pia}` }])
  })

  test('is made by a code and a KS of the person, of which nothing is kept', async () => {
    const { begin, prove, stores } = await scene()
    const { json } = await begin(tom)

    expect((await prove(json.code, 'a KS of nobody')).json).toMatchObject({ status: 403, code: 'link.ks' })
    expect((await prove(json.code, 'ks of tom@uni.example')).status).toBe(200)
    expect(await stores.links.find('main', tom)).toEqual({
      ...{ connection: 'main', discordUserId: tom, kalturaUserId: 'tom@uni.example' },
      ...{ proof: 'ks', atMs: expect.any(Number) },
    })
  })

  test('is taken away by its person, and by forgetting them', async () => {
    const { begin, confirm, unlink, users, stores, idle } = await scene()
    await confirm((await begin(tom)).json.code, 'tom@uni.example')

    expect((await unlink(tom)).json).toEqual({ kind: 'unlinked' })
    expect((await unlink(tom)).json).toEqual({ kind: 'not-linked' })
    expect(await users.kalturaUserIdOf(tom)).toBe(`discord_${tom}`)
    await confirm((await begin(tom)).json.code, 'tom@uni.example')
    await begin(tom)
    await idle()
    const told = (await stores.events.read({ after: 0, limit: 10 })).map(({ type, data }) =>
      [type, data.command, data.outcome].filter(Boolean).join(' '),
    )

    expect(told).toEqual([
      'command.used link.begin done',
      'identity.linked',
      'identity.unlinked',
      'command.used link.remove not-linked',
      'command.used link.begin done',
      'identity.linked',
      'command.used link.begin done',
    ])
    // The link and a code; seven events, and their records.
    expect(await stores.personalData.forgetUser(tom)).toBe(16)
    expect(await users.kalturaUserIdOf(tom)).toBe(`discord_${tom}`)
  })
})

describe('a link of a guild that is bound to another connection', () => {
  test('is made by the institution of that one, which says no connection, and by no other’s', async () => {
    const { begin, confirm, stores } = await scene({ bound: 'archive' })
    const { code } = (await begin(tom)).json

    expect((await confirm(code, 'tom@uni.example')).json.code).toBe('link.code')
    expect((await confirm(code, 'tom@uni.example', archiveLinkToken)).json).toEqual({ discordUserId: tom, guildId: place.guildId })
    expect(await stores.links.find('archive', tom)).toMatchObject({ kalturaUserId: 'tom@uni.example', connection: 'archive' })
    expect(await stores.links.find('main', tom)).toBeUndefined()
  })

  test('is made by a KS of a person whom that one has, and a connection that is named is the only one that counts', async () => {
    const { begin, ask, stores } = await scene({ bound: 'archive' })
    const { code } = (await begin(tom)).json
    const prove = (more: object) => ask('/api/v1/links/prove', { code, ks: 'ks of tom@uni.example', ...more })

    expect((await prove({ connection: 'main' })).json.code).toBe('link.code')
    expect((await prove({})).status).toBe(200)
    expect(await stores.links.find('archive', tom)).toMatchObject({ proof: 'ks' })
  })
})

describe('a code', () => {
  test('works once, for ten minutes, and not after a newer one', async () => {
    const { begin, confirm, world } = await scene()
    const [first, second] = [(await begin(tom)).json.code, (await begin(tom)).json.code]
    const refusal = { status: 403, code: 'link.code' }

    expect((await confirm(first, 'tom')).json).toMatchObject(refusal)
    expect((await confirm(second, 'tom')).status).toBe(200)
    expect((await confirm(second, 'tom')).json).toMatchObject(refusal)
    const late = (await begin(tom)).json.code
    world.nowMs += 600_000
    expect((await confirm(late, 'tom')).json).toMatchObject(refusal)
  })

  test('is used up by five wrong tries, whoever makes them', async () => {
    const { begin, confirm } = await scene()
    const { code } = (await begin(tom)).json
    const wrong = `${code.slice(0, 5)}0000-0000`
    const tries = [1, 2, 3, 4, 5].map(() => confirm(wrong, 'mallory'))

    expect((await Promise.all(tries)).map(({ json }) => json.code)).toEqual(Array(5).fill('link.code'))
    expect((await confirm(code, 'tom')).json.code).toBe('link.code')
  })

  test('is not in the store: not as text, nor as a digest that can be made without the server’s secret', async () => {
    const { begin, stores } = await scene()
    const kept: unknown[] = []
    const keep = stores.linkCodes.keep
    stores.linkCodes.keep = (code) => {
      kept.push(code)
      return keep(code)
    }
    const { code } = (await begin(tom)).json
    const plain = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(['main', code.replaceAll('-', '')])))

    expect(JSON.stringify(kept)).not.toContain(code.replaceAll('-', '').slice(4))
    expect(JSON.stringify(kept)).not.toContain(btoa(String.fromCharCode(...new Uint8Array(plain))))
  })

  test('is brought back by nobody without the link token: not the bot, not a person, not the institution of another connection', async () => {
    const { begin, confirm } = await scene()
    const { code } = (await begin(tom)).json

    expect((await confirm(code, 'tom', await serviceToken(serverSecret))).json.code).toBe('auth.directory')
    expect((await confirm(code, 'tom', 'wrong')).json.code).toBe('auth.directory')
    expect((await confirm(code, 'tom', archiveLinkToken)).json.code).toBe('link.code')
    expect((await confirm(code, 'tom', archiveLinkToken, { connection: 'main' })).json.code).toBe('auth.directory')
    expect((await confirm(code, 'tom')).status).toBe(200)
  })
})

describe('who is whom', () => {
  test('a Kaltura user is one Discord user, unless the operator lets people share', async () => {
    const one = await scene()
    await one.confirm((await one.begin(tom)).json.code, 'tom@uni.example')
    expect((await one.confirm((await one.begin(gus)).json.code, 'TOM@uni.example')).json).toMatchObject({ status: 409, code: 'link.taken' })

    const shared = await scene({ shared: true })
    await shared.confirm((await shared.begin(tom)).json.code, 'class@uni.example')
    expect((await shared.confirm((await shared.begin(gus)).json.code, 'class@uni.example')).status).toBe(200)
  })

  test('the operator’s table goes first: its people link nothing, and nobody links to its Kaltura users', async () => {
    const { begin, confirm, users, stores } = await scene({ table: { [tom]: 'tom@uni.example' } })
    await stores.links.link(
      { connection: 'main', discordUserId: pia, kalturaUserId: 'TOM@uni.example', proof: 'ks', atMs: 0 },
      { shared: true },
    )

    expect((await begin(tom)).json).toEqual({ kind: 'refused', reason: 'link.given' })
    expect((await confirm((await begin(gus)).json.code, 'tom@UNI.example')).json.code).toBe('link.user')
    expect(await Promise.all([tom, pia, gus].map((id) => users.kalturaUserIdOf(id)))).toEqual([
      'tom@uni.example',
      `discord_${pia}`, // the link was there before the row
      `discord_${gus}`,
    ])
  })

  test.each(['*', '0', 'a b', `discord_${stranger}`, 'x'.repeat(321)])('%s is nobody that one can be', async (kalturaUserId) => {
    const { begin, confirm, stores } = await scene()
    const { json } = await confirm((await begin(tom)).json.code, kalturaUserId)

    expect(json.code).toMatch(/^(link.user|request.invalid)$/)
    expect(await stores.links.find('main', tom)).toBeUndefined()
  })
})
