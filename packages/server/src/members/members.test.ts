import { memberRoutes, pathOf, serviceToken } from '@kaltura-discord/api'
import { expect, test } from 'vitest'
import { givenParty, pia, place, serverSecret, student as studentRole, tom } from '../testing/invited-party.ts'

const manager = { userId: tom, displayName: 'Tom', roleIds: [], permissions: '8' }
const path = (route: { path: string }, params: Record<string, string>) => pathOf(route.path, params)

async function scene() {
  const party = await givenParty()
  const authorization = `Bearer ${await serviceToken(serverSecret)}`
  const grant = (more: Record<string, unknown> = {}) =>
    party.ask(
      path(memberRoutes.giveGrant, place),
      { by: manager, userId: pia, action: 'invite', untilMs: party.world.nowMs + 60_000, ...more },
      { authorization },
    )
  const explain = (by: object, member: object) => party.ask(path(memberRoutes.explainMember, place), { by, member }, { authorization })
  const forget = (userId: string) => party.ask(path(memberRoutes.forgetUser, { userId }), {}, { authorization })
  return { ...party, grant, explain, forget }
}

test('what a manager grants is allowed until its time, and not a millisecond longer', async () => {
  const { grant, invite, world } = await scene()
  expect((await invite(pia)).json.code).toBe('invitation.not-allowed')

  expect((await grant()).json).toEqual({ kind: 'granted' })
  world.nowMs += 59_999
  expect((await invite(pia)).status).toBe(200)
  world.nowMs += 1
  expect((await invite(pia)).json.code).toBe('invitation.not-allowed')
})

test('nobody grants who is no manager, and nobody the right to grant', async () => {
  const { grant } = await scene()

  expect((await grant({ by: { ...manager, permissions: '0' } })).json).toEqual({ kind: 'refused', reason: 'member-may-not-grant' })
  expect((await grant({ action: 'grant' })).json).toMatchObject({ status: 400, code: 'request.invalid' })
})

test('a grant that was refused is told of whoever tried, and that somebody was forgotten, but not who', async () => {
  const { grant, forget, stores, idle } = await scene()
  await grant({ by: { ...manager, permissions: '0' } })
  await forget(pia)
  await idle()
  const said = async (guildId: string | undefined) =>
    (await stores.audit.read(guildId, { after: 0, limit: 9 })).map(({ body }) => `${body?.actor.id} ${body?.details}`)

  expect(await said(place.guildId)).toEqual([`${tom} {"command":"grant.give","outcome":"member-may-not-grant"}`])
  expect(await said(undefined)).toEqual(['operator {"command":"person.forget","outcome":"done"}'])
})

test('who is forgotten has no grant any more, and forgetting needs the service token', async () => {
  const { grant, forget, invite, as } = await scene()
  await grant()

  expect((await as(pia, path(memberRoutes.forgetUser, { userId: tom }), {})).json.code).toBe('auth.service')
  expect((await forget(pia)).json).toEqual({ rows: 3 }) // the grant, its event, its record
  expect((await forget(pia)).json).toEqual({ rows: 0 })
  expect((await invite(pia)).json.code).toBe('invitation.not-allowed')
})

test('a manager is told what somebody is, by what, and until when they may more; everybody is told it of themselves, and of nobody else', async () => {
  const { grant, explain, world } = await scene()
  await grant()
  const asPia = { ...manager, userId: pia, permissions: '0' }
  const student = { ...asPia, userId: tom, roleIds: [studentRole] }
  const ofPia = {
    ...{ kind: 'explained', role: 'viewer', because: { kind: 'everyone' } },
    grants: [{ action: 'invite', untilMs: world.nowMs + 60_000, givenBy: tom }],
    may: [
      { action: 'watch', by: 'role' },
      { action: 'invite', by: 'grant' },
      { action: 'link', by: 'role' },
    ],
  }

  expect((await explain(manager, asPia)).json).toEqual(ofPia)
  expect((await explain(asPia, asPia)).json).toEqual(ofPia)
  expect((await explain(asPia, manager)).json).toEqual({ kind: 'refused', reason: 'member-may-not-grant' })
  expect((await explain(manager, student)).json).toMatchObject({ role: 'member', because: { kind: 'role', roleId: studentRole } })
  expect((await explain(manager, manager)).json).toMatchObject({
    role: 'manager',
    because: { kind: 'permission', permission: 'ADMINISTRATOR' },
  })
})
