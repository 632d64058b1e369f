import { describe, expect, test } from 'vitest'
import { freshState, message } from './contract-state.ts'
import { flaws } from './page-moves.ts'
import { desktop, openTheatre, phone } from './page-theatre.ts'

const open = openTheatre()

const { guilds } = freshState()
const [guild] = guilds
const hall = { id: '16', guildId: guild?.id ?? '', name: 'Lecture hall', status: 'Lecture 4: tides' }
const quiet = { muted: false, deafened: false, speaking: false, video: false, streaming: false }
const talking = { ...hall, people: [{ ...quiet, userId: '21', name: 'Tom', speaking: true }] }
const withHall = {
  guilds: guilds.map((one, index) => {
    const like = one.channels[0]
    return index === 0 && like
      ? { ...one, channels: [...one.channels, { ...like, id: hall.id, name: hall.name, kind: 'voice' as const }] }
      : one
  }),
  voiceChannels: [talking],
}
const openDay = {
  id: '900',
  guildId: guild?.id ?? '',
  name: 'Open day',
  description: 'Come and see the labs.',
  place: 'Room 4',
  channelId: null,
  startsAtMs: Date.UTC(2026, 5, 1, 9),
  endsAtMs: Date.UTC(2026, 5, 1, 11),
  active: false,
  recurs: false,
  interested: ['21'],
  visibleTo: ['20', '21', '22'],
}

describe('voice on the sandbox’s page', () => {
  test('shows who is in a channel and who talks, and lets one join', async () => {
    const { page, server } = await open(withHall)
    await page.getByRole('button', { name: /^Lecture hall/ }).click()
    const room = page.getByRole('region', { name: 'Voice in Lecture hall' })

    await room.getByRole('button', { name: 'Join voice' }).click()

    expect(await room.getByRole('listitem').allInnerTexts()).toEqual([expect.stringMatching(/Tom\s*talking/)])
    await expect
      .poll(() => server.asked)
      .toContainEqual({ path: 'PUT /sandbox/members/20/voice', body: { channelId: '16', selfMute: false } })
    expect(await flaws(page)).toEqual([])
  })

  test('lets who is inside mute themselves and leave, on a phone too', async () => {
    const inside = { ...hall, people: [{ ...quiet, userId: '20', name: 'Mara' }] }
    const { page, server } = await open({ ...withHall, voiceChannels: [inside] }, phone)
    await page.getByRole('button', { name: /^Lecture hall/ }).click()
    const room = page.getByRole('region', { name: 'Voice in Lecture hall' })

    await room.getByRole('button', { name: 'Mute' }).click()
    await room.getByRole('button', { name: 'Leave voice' }).click()

    await expect
      .poll(() => server.asked.map(({ path }) => path))
      .toEqual(['PUT /sandbox/members/20/voice', 'DELETE /sandbox/members/20/voice'])
    expect(await flaws(page)).toEqual([])
  })
})

describe('events on the sandbox’s page', () => {
  test.each([
    ['a desktop', desktop],
    ['a phone', phone],
  ])('are cards behind a button, and take one’s interest, on %s', async (_, viewport) => {
    const { page, server } = await open({ events: [openDay] }, viewport)
    await page.getByRole('button', { name: '1 event' }).click()
    const card = page.getByRole('dialog', { name: /^Events in/ }).getByRole('listitem')

    await card.getByRole('button', { name: 'Interested in Open day' }).click()

    expect(await card.innerText()).toMatch(/1 Jun.*Open day.*Come and see the labs\..*Room 4 · 1 person is interested/s)
    await expect.poll(() => server.asked.map(({ path }) => path)).toEqual(['PUT /sandbox/members/20/scheduled-events/900/interest'])
    expect(await flaws(page)).toEqual([])
  })
})

describe('links in messages', () => {
  test('to the activity and to invites are cards with a button', async () => {
    const content =
      'Play https://discord.com/activities/1100000000000000001?custom_id=level-2 or https://discord.gg/abc123 or https://discord.gg/gone42'
    const invites = [{ code: 'abc123', channelId: hall.id, channelName: hall.name, opensActivity: true }]
    const { page, server } = await open({ invites, messages: [message({ id: '990', content })] })

    await page.getByRole('button', { name: 'Play' }).click()
    await page.getByRole('button', { name: 'Join the activity' }).click()
    await page.getByText('This invite is invalid or has expired.').waitFor()

    await expect
      .poll(() => server.asked.map(({ path }) => path))
      .toEqual(['/sandbox/members/20/activity-links', '/sandbox/members/20/invites/abc123'])
    expect(server.asked[0]?.body).toMatchObject({ url: 'https://discord.com/activities/1100000000000000001?custom_id=level-2' })
    expect(await flaws(page)).toEqual([])
  })
})
