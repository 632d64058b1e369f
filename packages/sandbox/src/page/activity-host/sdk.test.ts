import { describe, expect, test } from 'vitest'
import { sdkOnStage } from './sdk-on-stage.ts'
import { everythingGranted, settle } from './staged-host.ts'

const granted = { authenticate: async () => everythingGranted() }

/** An Activity whose person granted everything. */
async function authenticated() {
  const stage = await sdkOnStage(granted)
  await stage.sdk.commands.authenticate({ access_token: 'token' })
  return stage
}

const tom = { id: '21', username: 'mara', global_name: 'Tom' }
const shop = [{ skuId: '500', name: 'Season ticket', amount: 499, currency: 'usd' }]
const quest = { questId: '900', enrolledAt: null, completedAt: null }

describe('the real SDK reads', () => {
  test('people, friends and the channel with its voice', async () => {
    const { sdk, change, speak, unreadable } = await authenticated()
    change('20', { friends: ['21'] })
    speak({ muted: true, deafened: false, speaking: false })

    expect(await sdk.commands.getUser({ id: '21' })).toMatchObject(tom)
    expect(await sdk.commands.getUser({ id: '99' })).toBeNull()
    expect(await sdk.commands.getRelationships()).toMatchObject({ relationships: [{ type: 1, user: tom, presence: { status: 'online' } }] })
    expect(await sdk.commands.getInstanceConnectedParticipants()).toMatchObject({ participants: [{ id: '20' }] })
    expect(await sdk.commands.getChannel({ channel_id: '11' })).toMatchObject({
      name: 'watch-party',
      voice_states: [{ nick: 'Tom', voice_state: { self_mute: true } }],
    })
    expect(await sdk.commands.getChannelPermissions()).toEqual({ permissions: '1' })
    expect(unreadable).toEqual([])
  })

  test('the shop, a purchase and what it gave', async () => {
    const { sdk, change, unreadable } = await authenticated()
    change('20', { shop })
    const before = await sdk.commands.getEntitlements()
    const bought = await sdk.commands.startPurchase({ sku_id: '500' })

    expect(await sdk.commands.getSkus()).toMatchObject({
      skus: [{ id: '500', name: 'Season ticket', type: 2, price: { amount: 499, currency: 'usd' } }],
    })
    expect(before).toEqual({ entitlements: [] })
    expect(bought).toMatchObject([{ sku_id: '500', user_id: '20', application_id: '110' }])
    expect(await sdk.commands.getEntitlements()).toEqual({ entitlements: bought })
    expect(unreadable).toEqual([])
  })

  test('a quest, whose timer starts only for who is enrolled', async () => {
    const { sdk, change, unreadable } = await authenticated()
    change('20', { quest })
    const early = await sdk.commands.questStartTimer({ quest_id: '900' })
    change('20', { quest: { ...quest, enrolledAt: '2026-11-22T10:00:00.000Z' } })

    expect(early).toEqual({ success: false })
    expect(await sdk.commands.getQuest()).toMatchObject({ quest_id: '900', enrolled_at: '2026-11-22T10:00:00.000Z' })
    expect(await sdk.commands.getQuestEnrollmentStatus({ quest_id: '900' })).toMatchObject({ is_enrolled: true })
    expect(await sdk.commands.questStartTimer({ quest_id: '900' })).toEqual({ success: true })
    expect(unreadable).toEqual([])
  })

  test('what sharing, showing and the client answer', async () => {
    const { sdk, unreadable } = await authenticated()

    expect(await sdk.commands.shareLink({ message: 'Come', custom_id: 'lec' })).toEqual({
      success: true,
      didCopyLink: false,
      didSendMessage: true,
    })
    expect(await sdk.commands.shareInteraction({ command: 'watch', options: [{ name: 'video', value: 'lec' }] })).toEqual({ success: true })
    expect(await sdk.commands.openShareMomentDialog({ mediaUrl: 'https://cdn.discordapp.com/m.png' })).toBeNull()
    expect(await sdk.commands.inviteUserEmbedded({ user_id: '21' })).toBeNull()
    expect(await sdk.commands.openInviteDialog()).toBeNull()
    expect((await sdk.commands.initiateImageUpload()).image_url).toMatch(/^data:image\/png/)
    expect(await sdk.commands.requestProxyTicketRefresh()).toEqual({ ticket: 'new' })
    expect(await sdk.commands.captureLog({ level: 'info', message: 'hello' })).toBeNull()
    expect(await sdk.commands.setActivity({ activity: { type: 3, details: 'Lecture' } })).toMatchObject({ type: 3, details: 'Lecture' })
    expect(await sdk.commands.setActivity({ activity: null })).toEqual({ name: 'Sandbox', type: 0 })
    expect(await sdk.commands.setConfig({ use_interactive_pip: true })).toEqual({ use_interactive_pip: true })
    expect(await sdk.commands.encourageHardwareAcceleration()).toEqual({ enabled: true })
    expect(await sdk.commands.getPlatformBehaviors()).toEqual({ iosKeyboardResizesView: false })
    expect(await sdk.commands.userSettingsGetLocale()).toEqual({ locale: 'en-GB' })
    expect(await sdk.commands.openExternalLink({ url: 'https://example.org/' })).toEqual({ opened: true })
    expect(unreadable).toEqual([])
  })

  test('every orientation lock of a phone', async () => {
    const { sdk, change, locks, unreadable } = await authenticated()
    change('20', { device: 'phone' })
    await sdk.commands.setOrientationLockState({ lock_state: 3, picture_in_picture_lock_state: null, grid_lock_state: 2 })

    expect(locks).toEqual([{ lock_state: 3, picture_in_picture_lock_state: null, grid_lock_state: 2 }])
    expect(unreadable).toEqual([])
  })
})

describe('the real SDK hears', () => {
  test('who joins the voice, and who speaks', async () => {
    const { hear, speak, unreadable } = await authenticated()
    const [states, starts, stops] = [
      await hear('VOICE_STATE_UPDATE', { channel_id: '11' }),
      await hear('SPEAKING_START', { channel_id: '11' }),
      await hear('SPEAKING_STOP', { channel_id: '11' }),
    ]
    speak({ muted: false, deafened: false, speaking: false })
    speak({ muted: false, deafened: false, speaking: true })
    await settle()
    expect(stops).toEqual([])
    speak({ muted: true, deafened: false, speaking: false })
    await settle()

    expect(states).toMatchObject([{ nick: 'Tom', voice_state: { self_mute: false } }, { voice_state: { self_mute: true } }])
    expect(starts).toEqual([{ channel_id: '11', user_id: '21' }])
    expect(stops).toEqual([{ channel_id: '11', user_id: '21' }])
    expect(unreadable).toEqual([])
  })

  test('friends made and lost, a purchase, a quest and an accepted invitation', async () => {
    const { hear, change, unreadable } = await authenticated()
    const [friends, purchases, quests, joins] = [
      await hear('RELATIONSHIP_UPDATE'),
      await hear('ENTITLEMENT_CREATE'),
      await hear('QUEST_ENROLLMENT_STATUS_UPDATE'),
      await hear('ACTIVITY_JOIN'),
    ]
    change('20', { friends: ['21'], purchases: ['500'], quest: { ...quest, enrolledAt: '2026-11-22T10:00:00.000Z' }, joinSecret: 's-1' })
    change('20', { friends: [] })
    await settle()

    expect(friends).toMatchObject([
      { type: 1, user: { id: '21' } },
      { type: 0, user: { id: '21' } },
    ])
    expect(purchases).toMatchObject([{ entitlement: { sku_id: '500', user_id: '20' } }])
    expect(quests).toEqual([{ quest_id: '900', is_enrolled: true, enrolled_at: '2026-11-22' }])
    expect(joins).toEqual([{ applicationId: '110', secret: 's-1' }])
    expect(unreadable).toEqual([])
  })

  test('what is so already, as soon as it listens', async () => {
    const { hear, unreadable } = await authenticated()

    expect(await hear('CURRENT_USER_UPDATE')).toMatchObject([{ id: '20', global_name: 'Mara' }])
    expect(await hear('CURRENT_GUILD_MEMBER_UPDATE', { guild_id: '10' })).toMatchObject([{ user_id: '20', nick: 'Mara' }])
    expect(await hear('ORIENTATION_UPDATE')).toEqual([{ screen_orientation: 1, orientation: 'landscape' }])
    expect(await hear('ACTIVITY_LAYOUT_MODE_UPDATE')).toEqual([{ layout_mode: 0 }])
    expect(await hear('THERMAL_STATE_UPDATE')).toEqual([{ thermal_state: 0 }])
    expect(await hear('ACTIVITY_INSTANCE_PARTICIPANTS_UPDATE')).toMatchObject([{ participants: [{ id: '20' }] }])
    expect(unreadable).toEqual([])
  })
})

describe('the traps of the real SDK are here', () => {
  test('an event as Discord documents it never arrives', async () => {
    const { hear, change, speak, unreadable } = await authenticated()
    change('20', { events: 'documented' })
    const voices = await hear('VOICE_STATE_UPDATE', { channel_id: '11' })
    speak({ muted: true, deafened: false, speaking: false })
    await settle()

    expect(await hear('ORIENTATION_UPDATE')).toEqual([])
    expect(voices).toEqual([])
    expect(unreadable.length).toBeGreaterThanOrEqual(2)
  })

  test('after a refused subscription the next one says that it worked, and hears nothing', async () => {
    const { sdk, hear, speak, posted } = await sdkOnStage(granted)
    const refusal = await hear('SPEAKING_START', { channel_id: '11' }).catch((error: unknown) => error)
    await sdk.commands.authenticate({ access_token: 'token' })
    const heard = await hear('SPEAKING_START', { channel_id: '11' })
    speak({ muted: false, deafened: false, speaking: true })
    await settle()

    expect(refusal).toMatchObject({ code: 4006 })
    expect(heard).toEqual([])
    expect(posted.filter(([, payload]) => 'cmd' in payload && payload.cmd === 'SUBSCRIBE')).toHaveLength(1)
  })

  test('Discord hangs up and the SDK tells nobody', async () => {
    const { sdk, host } = await authenticated()
    host.end(4003, 'Token revoked')
    const late = Symbol('no answer')
    const asked = sdk.commands.getPlatformBehaviors()

    expect(
      await Promise.race([
        asked,
        settle()
          .then(() => settle())
          .then(() => late),
      ]),
    ).toBe(late)
  })

  test('a refusal is a plain object', async () => {
    const { sdk } = await sdkOnStage()
    const refusal = await sdk.commands.userSettingsGetLocale().catch((error: unknown) => error)

    expect(refusal).toEqual({ code: 4006, message: 'Not authenticated or invalid scope' })
    expect(refusal).not.toBeInstanceOf(Error)
  })
})
