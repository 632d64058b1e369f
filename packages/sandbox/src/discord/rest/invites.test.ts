import { Events, GatewayIntentBits, InviteTargetType } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { createManualClock } from '../../testing/manual-clock.ts'
import { startOceanic } from '../../testing/oceanic-under-test.ts'
import { channelId, eventually, guest, startSandbox } from '../../testing/sandbox-under-test.ts'
import { cast } from '../cast.ts'

const hall = cast.lectureHall.id
const toActivity = { target_type: 2, target_application_id: cast.applicationId }
const pixel = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

describe('invites', () => {
  test('to the activity are made by a real discord.js client and open it for who accepts', async () => {
    const { bot, sandbox } = await startSandbox()
    const client = await bot([GatewayIntentBits.GuildInvites])
    const told = new Promise<string>((resolve) => client.on(Events.InviteCreate, ({ code }) => resolve(code)))
    const guild = await client.guilds.fetch(cast.guild.id)

    const invite = await guild.invites.create(hall, {
      targetType: InviteTargetType.EmbeddedApplication,
      targetApplication: cast.applicationId,
      maxAge: 3_600,
    })
    const instance = sandbox.as('guest').accept(invite.code)

    expect(await told).toBe(invite.code)
    expect(invite).toMatchObject({ channelId: hall, targetType: 2, maxAge: 3_600, temporary: false })
    expect(instance).toMatchObject({ channelId: hall, frames: [{ userId: guest }] })
  })

  test('are read and deleted by an oceanic.js client, where it may', async () => {
    const under = await startSandbox()
    const client = await startOceanic(under, ['GUILDS', 'GUILD_INVITES'])
    const { screenings } = cast.filmClub.channels
    const made = await client.rest.channels.createInvite(screenings.id, { maxUses: 1 })
    const gone = new Promise<string>((resolve) => client.on('inviteDelete', ({ code }) => resolve(code)))

    const read = await client.rest.channels.getInvite(made.code, { withCounts: true })
    const listed = await under.rest('GET', `/channels/${screenings.id}/invites`)
    await client.rest.channels.deleteInvite(made.code)
    const after = await under.rest('GET', `/invites/${made.code}`)

    expect([read.guild?.name, read.approximateMemberCount]).toEqual(['Film Club', 5])
    expect(listed.json).toMatchObject([{ code: made.code, max_uses: 1, uses: 0 }])
    expect(await gone).toBe(made.code)
    expect([after.status, after.json.code]).toEqual([404, 10006])
  })

  test('are the same one again unless asked to be unique', async () => {
    const { rest } = await startSandbox()

    const first = await rest('POST', `/channels/${channelId}/invites`, { body: {} })
    const again = await rest('POST', `/channels/${channelId}/invites`, { body: {} })
    const unique = await rest('POST', `/channels/${channelId}/invites`, { body: { unique: true } })

    expect(again.json.code).toBe(first.json.code)
    expect(unique.json.code).not.toBe(first.json.code)
  })

  test('end after their time, and after their last use', async () => {
    const clock = createManualClock()
    const { rest, control } = await startSandbox({ clock })
    const { json: short } = await rest('POST', `/channels/${hall}/invites`, { body: { max_age: 60, ...toActivity } })
    const { json: single } = await rest('POST', `/channels/${hall}/invites`, { body: { max_uses: 1, max_age: 0 } })

    clock.advance(60_000)
    const late = await control('POST', `/members/${guest}/invites/${short.code}`)
    const once = await control('POST', `/members/${guest}/invites/${single.code}`)
    const twice = await control('POST', `/members/${guest}/invites/${single.code}`)

    expect([late.status, late.json.code]).toEqual([404, 'invite.unknown'])
    expect([once.json, twice.status]).toEqual([{ channelId: hall, instanceId: null }, 404])
  })

  test('are refused for a foreign activity, a stream, and a channel that the bot does not see', async () => {
    const { rest } = await startSandbox()
    const foreign = await rest('POST', `/channels/${hall}/invites`, { body: { ...toActivity, target_application_id: '1' } })
    const stream = await rest('POST', `/channels/${hall}/invites`, { body: { target_type: 1 } })
    const hidden = await rest('POST', `/channels/${cast.channels.staffOnly.id}/invites`, { body: {} })
    const tooLong = await rest('POST', `/channels/${hall}/invites`, { body: { max_age: 604_801 } })

    expect([foreign.json.code, stream.json.code, hidden.json.code]).toEqual([50035, 50035, 50001])
    expect(tooLong.json.errors.max_age._errors[0]).toEqual({
      code: 'NUMBER_TYPE_MAX',
      message: 'int value should be less than or equal to 604800.',
    })
  })
})

describe('links to the activity', () => {
  const parametersOf = (url = '') => Object.fromEntries(new URL(url).searchParams)

  test('carry their custom_id and who shared them to the window', async () => {
    const { sandbox } = await startSandbox()

    const instance = sandbox
      .as('guest')
      .follow(`https://discord.com/activities/${cast.applicationId}?custom_id=lecture-4&referrer_id=20&metadata=lost`)

    expect(parametersOf(instance.frames[0]?.url)).toMatchObject({ custom_id: 'lecture-4', referrer_id: '20' })
    expect(parametersOf(instance.frames[0]?.url)).not.toHaveProperty('metadata')
  })

  test('that the activity made of itself work for thirty days', async () => {
    const clock = createManualClock()
    const { sandbox } = await startSandbox({ clock })
    const { grants } = sandbox.discord
    const granted = grants.redeem(grants.issueCode({ userId: cast.members.member.userId, scopes: ['identify'] }, undefined), undefined)
    const accessToken = 'accessToken' in granted ? granted.accessToken : ''
    const make = (body: object) =>
      fetch(`${sandbox.url}/api/v10/applications/${cast.applicationId}/quick-links/`, {
        method: 'POST',
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })

    const { link_id: linkId } = await (
      await make({ custom_id: 'level-10', title: 'My score', description: 'Beat it', image: pixel })
    ).json()
    const withoutPicture = await make({ title: 'x', description: 'y', image: 'no' })
    const url = `https://discord.com/activities/${cast.applicationId}?link_id=${linkId}`
    const instance = sandbox.as('guest').follow(url)
    clock.advance(31 * 24 * 3_600_000)
    const late = sandbox.as('manager').follow(url)

    expect(parametersOf(instance.frames[0]?.url)).toMatchObject({ custom_id: 'level-10', referrer_id: cast.members.member.userId })
    expect(withoutPicture.status).toBe(400)
    expect(parametersOf(late.frames.at(-1)?.url)).not.toHaveProperty('custom_id')
  })

  test('to other applications are not followed', async () => {
    const { sandbox } = await startSandbox()

    expect(() => sandbox.as('guest').follow('https://discord.com/activities/1')).toThrow('This is no link to the activity.')
    expect(() => sandbox.as('guest').follow('https://example.com/')).toThrow('This is no link to the activity.')
    await eventually(() => sandbox.state().instances.length === 0)
  })
})
