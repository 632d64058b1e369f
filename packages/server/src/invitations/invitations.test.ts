import { describe, expect, test } from 'vitest'
import { givenParty, gus, pia, place, publicUrl, stranger, tom } from '../testing/invited-party.ts'

/** What of the cookies is kept of a browser that was let in. */
const joinedIn = (cookie: string) => /__Host-kaltura-discord-joined=[^;]+/.exec(cookie)?.[0] ?? ''

const notOpen = { code: 'invitation.not-open', title: 'This invitation is not open any more. Ask for a new one.' }

describe('an invitation', () => {
  test('is made by somebody who may steer, and says how long it lives', async () => {
    const { invite, world } = await givenParty()
    const { status, json } = await invite(tom)

    expect(status).toBe(200)
    expect(json).toMatchObject({ expiresAtMs: world.nowMs + 1_800_000, uses: 10 })
    expect(json.id).toMatch(/^[\w-]{32}$/)
    expect(json.link).toBe(`${publicUrl}/join#${place.guildId}/${json.id}`)
  })

  test('is not made by whoever may not steer, nor by whoever is not in the instance', async () => {
    const { invite } = await givenParty()

    expect((await invite(pia)).json).toMatchObject({ status: 403, code: 'invitation.not-allowed' })
    expect((await invite(gus)).json).toMatchObject({ status: 403, code: 'activity.not-a-participant' })
  })

  test('is offered to nobody by a server that browsers can not reach', async () => {
    const { invite, as } = await givenParty({ reachable: false })

    expect((await invite(tom)).json).toMatchObject({ status: 503, code: 'invitation.not-set-up' })
    expect((await as(tom, '/api/v1/activity/bootstrap', place)).json).toMatchObject({ mayInvite: false })
  })

  test('is made in no guild where the feature is off', async () => {
    const { invite, as } = await givenParty({ off: [`invitations ${place.guildId}`] })
    const elsewhere = await givenParty({ off: ['invitations 1100000000000000012'] })

    expect((await invite(tom)).json).toMatchObject({ status: 503, code: 'invitation.not-set-up' })
    expect((await as(tom, '/api/v1/activity/bootstrap', place)).json).toMatchObject({ mayInvite: false })
    expect((await elsewhere.invite(tom)).status).toBe(200)
  })

  test('that has expired, was taken back, is another guild’s or was never made is told apart by nobody', async () => {
    const { invite, begin, revoke, world } = await givenParty()
    const [first, second] = [(await invite()).json, (await invite()).json]
    await revoke(tom, first)
    const answers = [
      await begin(first),
      await begin({ ...second, guildId: '1100000000000000012' }),
      await begin({ ...second, id: 'x'.repeat(32) }),
    ]
    world.nowMs = second.expiresAtMs
    answers.push(await begin(second))

    for (const { status, json, cookie } of answers) {
      expect([status, { code: json.code, title: json.title }]).toEqual([404, notOpen])
      expect(cookie).toBe('')
    }
  })

  test('is taken back by nobody but whoever made it', async () => {
    const { invite, begin, revoke } = await givenParty()
    const { json } = await invite(tom)

    expect((await revoke(pia, json)).status).toBe(200)
    expect((await begin(json)).status).toBe(200)
  })
})

describe('a sign-in with an invitation', () => {
  test('goes to Discord with PKCE, back to our own page alone, and is kept where no script reads it', async () => {
    const { invite, begin } = await givenParty()
    const { authorizeUrl, cookie, state } = await begin((await invite()).json)

    expect(`${authorizeUrl?.origin}${authorizeUrl?.pathname}`).toBe('https://discord.test/oauth2/authorize')
    expect(Object.fromEntries(authorizeUrl?.searchParams ?? [])).toMatchObject({
      response_type: 'code',
      client_id: '1100000000000000001',
      scope: 'identify',
      redirect_uri: `${publicUrl}/join`,
      code_challenge_method: 'S256',
    })
    expect(state).toMatch(/^[\w-]{22}$/)
    expect(cookie).toMatch(/^__Host-[^;]+; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/)
    expect(cookie).not.toContain(state)
  })

  test('lets a member watch in the room, as a viewer who may not control, for that room alone', async () => {
    const { invite, join, tickets, passes, exchanges, ask } = await givenParty()
    const { status, json, headers, cookie } = await join(gus, (await invite()).json)

    expect([status, json.member, json.mayInvite, json.place]).toEqual([200, { id: gus, name: `user ${gus}`, role: 'viewer' }, false, place])
    expect(await tickets.readRoom(json.roomTicket)).toMatchObject({
      room: `${place.guildId}/${place.channelId}/i-1`,
      member: { id: gus, mayControl: false },
    })
    expect((await tickets.readRoom(json.roomTicket))?.member.mayModerate).toBeUndefined()
    expect(await passes.read(json.player.ks)).toMatchObject({ viewer: { invitedTo: place }, entryId: '0_lecture1' })
    expect(exchanges.at(-1)?.get('redirect_uri')).toBe(`${publicUrl}/join`)
    expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer'])
    expect(cookie).toMatch(/kaltura-discord-join=; Max-Age=0;/)
    const elsewhere = { ...place, instanceId: 'i-2' }
    const bearer = { authorization: `Bearer ${json.bearer}` }
    expect((await ask('/api/v1/activity/bootstrap', elsewhere, bearer)).json).toMatchObject({ status: 403, code: 'activity.over' })
    expect((await ask('/api/v1/activity/room-ticket', place, bearer)).status).toBe(200)
    expect((await ask('/api/v1/activity/invitations', place, bearer)).json).toMatchObject({ code: 'invitation.not-allowed' })
  })

  test('that began in another browser, or nowhere, is refused before Discord is asked', async () => {
    const { invite, begin, finish, exchanges } = await givenParty()
    const invitation = (await invite()).json
    const [mine, theirs] = [await begin(invitation), await begin(invitation)]
    const attempts = [
      await finish({ state: mine.state, code: `code-${gus}` }, theirs.jar),
      await finish({ state: mine.state, code: `code-${gus}` }, ''),
      await finish({ state: '', code: `code-${gus}` }, mine.jar),
      await finish({ state: mine.state, code: `code-${gus}` }, `${mine.jar}x`),
    ]

    for (const { json } of attempts) expect(json).toMatchObject({ status: 400, code: 'sign-in.foreign' })
    expect(exchanges).toEqual([])
  })

  test('that took longer than ten minutes is refused', async () => {
    const { invite, begin, finish, world } = await givenParty()
    const { state, jar } = await begin((await invite()).json)
    world.nowMs += 601_000

    expect((await finish({ state, code: `code-${gus}` }, jar)).json).toMatchObject({ status: 400, code: 'sign-in.foreign' })
  })

  test('with a code that was used is refused, and costs no use', async () => {
    const { invite, join, begin } = await givenParty()
    const invitation = (await invite()).json
    expect((await join(gus, invitation, `code-${gus}-once`)).status).toBe(200)

    expect((await join(gus, invitation, `code-${gus}-once`)).json).toMatchObject({ status: 403, code: 'sign-in.refused-outside' })
    expect((await begin(invitation)).status).toBe(200)
  })

  test('lets in ten, and the eleventh hears what everybody hears of a link that is not open', async () => {
    const { invite, join, begin, finish } = await givenParty()
    const invitation = (await invite()).json
    const late = await begin(invitation)
    const joins = await Promise.all(Array.from({ length: 10 }, (_, turn) => join(gus, invitation, `code-${gus}-${turn}`)))
    const eleventh = await finish({ state: late.state, code: `code-${gus}-late` }, late.jar)

    expect(joins.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
    expect(eleventh.json).toMatchObject({ status: 404, ...notOpen })
    expect((await begin(invitation)).json).toMatchObject(notOpen)
  })
})

describe('a page that is loaded again', () => {
  test('is let in by its cookie, which no script reads, and uses nothing, even when the link is used up', async () => {
    const { invite, join, comeBack, tickets } = await givenParty()
    const invitation = (await invite()).json
    const first = await join(gus, invitation)
    const jar = joinedIn(first.cookie)
    await Promise.all(Array.from({ length: 9 }, (_, turn) => join(gus, invitation, `code-${gus}-${turn}`)))
    const again = await comeBack(jar)

    expect(first.cookie).toMatch(/__Host-kaltura-discord-joined=[^;]+; Path=\/; Secure; HttpOnly; SameSite=Lax$/)
    expect([again.status, again.json.place, again.json.member]).toEqual([200, place, first.json.member])
    expect(await tickets.readRoom(again.json.roomTicket)).toMatchObject({ member: { id: gus, mayControl: false } })
    expect((await join(gus, invitation)).json).toMatchObject(notOpen)
  })

  test('opens for nobody who has no such cookie, forged it, left the guild, or comes when the party is over', async () => {
    const { invite, join, comeBack, world, tickets } = await givenParty()
    const jar = joinedIn((await join(gus, (await invite()).json)).cookie)
    const ofActivity = await tickets.viewer({ userId: tom, name: 'Tom' })
    const answers = [await comeBack(''), await comeBack(`${jar}x`), await comeBack(`__Host-kaltura-discord-joined=${ofActivity}`)]
    world.members = [tom, pia]
    answers.push(await comeBack(jar))
    world.participants = []
    answers.push(await comeBack(jar))

    expect(answers.map(({ json }) => json.code)).toEqual([
      'auth.viewer',
      'auth.viewer',
      'auth.viewer',
      'activity.not-a-member',
      'activity.over',
    ])
  })
})

describe('who comes late', () => {
  test('opens what the room shows now, with a ticket of what it began with', async () => {
    const { invite, join, tickets, passes, world } = await givenParty()
    world.shown = '0_lecture2'
    const { json } = await join(gus, (await invite()).json)

    expect(json.entry.id).toBe('0_lecture2')
    expect(await passes.read(json.player.ks)).toMatchObject({ entryId: '0_lecture2' })
    expect(await tickets.readRoom(json.roomTicket)).toMatchObject({ mediaId: '0_lecture1' })
  })

  test('opens what it began with, where the room shows what they may not see', async () => {
    const { invite, join, world } = await givenParty()
    world.shown = '0_secret'

    expect((await join(gus, (await invite()).json)).json.entry.id).toBe('0_lecture1')
  })
})

describe('an invitation is no entitlement', () => {
  test('whoever is not a member of the guild is told so, gets no KS, and costs no use', async () => {
    const { invite, join, granted } = await givenParty()
    const invitation = (await invite()).json
    const refused = await join(stranger, invitation)

    expect(refused.json).toMatchObject({
      status: 403,
      code: 'activity.not-a-member',
      title: 'You are not a member of this server, and only its members may watch here.',
    })
    expect(granted).toEqual([])
  })

  test('what the guild may not see opens for nobody', async () => {
    const { invite, join, granted } = await givenParty({ watched: '0_secret' })

    expect((await join(gus, (await invite()).json)).json).toMatchObject({ status: 403, code: 'entry-out-of-scope' })
    expect(granted).toEqual([])
  })

  test('a party that is over is over for the invited too', async () => {
    const { invite, join, world } = await givenParty()
    const invitation = (await invite()).json
    world.participants = []

    expect((await join(gus, invitation)).json).toMatchObject({ status: 403, code: 'activity.over' })
  })
})

test('outside of Discord what a URL mapping stands for is sent on to its host, and nobody is sent elsewhere', async () => {
  const { get } = await givenParty()
  const sent = await get('/kaltura//evil.example/x?a=b')

  expect([sent.status, sent.headers.get('location')]).toEqual([302, 'https://www.kaltura.com//evil.example/x?a=b'])
  expect((await get('/kaltura')).status).toBe(404)
  expect((await get('/kalturax/evil')).status).toBe(404)
})
