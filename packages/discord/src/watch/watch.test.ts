import { createApiClient } from '@kaltura-discord/api'
import { MessageFlags } from 'discord-api-types/v10'
import { describe, expect, test } from 'vitest'
import { offerWatch } from './offer-watch.ts'
import { presentInstead, presentLaunch, presentOffer } from './present-watch.ts'
import { recordLaunch } from './record-launch.ts'
import { suggestEntries } from './suggest-entries.ts'
import { entryOfWatchButton, watchButtonId } from './watch-button.ts'

const input = {
  guildId: '1100000000000000010',
  channelId: '1100000000000000011',
  member: { userId: '1100000000000000021', displayName: 'Tom', roleIds: [], permissions: '0' },
  locale: 'en' as const,
}
const entry = { id: '0_lecture1', name: 'Orbits *and* @everyone', description: '', durationS: 60, kind: 'video' as const }

/** A client whose server gives one answer. */
function api(status: number, answer: unknown) {
  const asked: { url: string; body: unknown }[] = []
  const client = createApiClient({
    baseUrl: 'http://server',
    fetch: async (url, init) => {
      asked.push({ url: String(url), body: init?.body && JSON.parse(String(init.body)) })
      return new Response(JSON.stringify(answer), { status })
    },
    token: () => 'token',
  })
  return { client, asked }
}
const down = createApiClient({
  baseUrl: 'http://server',
  fetch: async () => {
    throw new TypeError('fetch failed')
  },
})

describe('/kaltura watch', () => {
  test('asks the server for this guild and member, and shows a card with a button of that entry', async () => {
    const { client, asked } = api(200, { kind: 'offered', entry, locale: 'en' })
    const reply = presentOffer(await offerWatch(client, input, entry.id), 'en')

    expect(asked[0]).toMatchObject({
      url: 'http://server/api/v1/guilds/1100000000000000010/offers',
      body: { entryId: '0_lecture1', member: { userId: input.member.userId } },
    })
    expect(reply).toMatchObject({ components: [{ components: [{ label: 'Watch Together', custom_id: watchButtonId('0_lecture1') }] }] })
    expect(reply.flags).toBeUndefined()
  })

  test('writes the title as text and pings nobody', async () => {
    const { client } = api(200, { kind: 'offered', entry, locale: 'en' })
    const reply = presentOffer(await offerWatch(client, input, entry.id), 'en')

    expect(reply.embeds?.[0]?.title).toBe('Orbits \\*and\\* \\@everyone')
    expect(reply.allowed_mentions).toEqual({ parse: [] })
  })

  test('tells a refusal to the asker alone', async () => {
    const { client } = api(200, { kind: 'refused', reason: 'member-may-not-start' })

    expect(presentOffer(await offerWatch(client, input, entry.id), 'en')).toMatchObject({
      flags: MessageFlags.Ephemeral,
      content: expect.stringContaining('You can join'),
    })
  })

  test('does not bother the server with free text', async () => {
    const { client, asked } = api(200, {})

    expect(await offerWatch(client, input, 'what a lovely day')).toEqual({ kind: 'refused', reason: 'not-a-suggestion' })
    expect(asked).toEqual([])
  })

  test('shows the support id of the server when that refuses the bot', async () => {
    const { client } = api(401, { code: 'auth.service', title: 'no', status: 401, retryable: false, supportId: '4bf9-2f35' })

    expect(presentOffer(await offerWatch(client, input, entry.id), 'en')).toMatchObject({
      flags: MessageFlags.Ephemeral,
      content: expect.stringMatching(/^The video service did not answer\..*\n-# Support id `4bf9-2f35`$/),
    })
  })

  test('shows a support id of its own when the server is away, and keeps the reason for the log', async () => {
    const outcome = await offerWatch(down, input, entry.id)

    expect(presentOffer(outcome, 'en').content).toMatch(/Support id `[\da-f]{4}-[\da-f]{4}`$/)
    expect(outcome).toMatchObject({ kind: 'failed', error: { code: 'upstream.unavailable', cause: new TypeError('fetch failed') } })
  })

  test('shows a support id, which the log has too, also for what is our own mistake', async () => {
    const outcome = await offerWatch({ call: () => Promise.reject(new TypeError('a bug')) }, input, entry.id)
    const supportId = outcome.kind === 'failed' ? outcome.supportId : ''

    expect(supportId).toMatch(/^[\da-f]{4}-[\da-f]{4}$/)
    expect(presentOffer(outcome, 'en').content).toContain(supportId)
  })
})

describe('suggestions', () => {
  test('carry the length, stay within the 100 characters of a choice, and keep whole letters', async () => {
    const { client } = api(200, { entries: [entry, { ...entry, name: '🦊'.repeat(90) }] })
    const choices = await suggestEntries(client, input, 'orb')

    expect(choices[0]).toEqual({ name: 'Orbits *and* @everyone · 1:00', value: '0_lecture1' })
    expect(choices[1]?.name.length).toBeLessThanOrEqual(100)
    expect(choices[1]?.name).toMatch(/^(🦊)+… · 1:00$/u)
  })

  test('are none when the server is away: using the command will say why', async () => {
    expect(await suggestEntries(down, input, 'orb')).toEqual([])
  })
})

describe('a launch', () => {
  test('is recorded with its instance, and says nothing when all is well', async () => {
    const { client, asked } = api(200, { kind: 'launched' })
    const outcome = await recordLaunch(client, input, { entryId: entry.id, instanceId: 'i-1' })

    expect(asked[0]?.body).toMatchObject({ entryId: '0_lecture1', instanceId: 'i-1', channelId: input.channelId })
    expect(presentLaunch(outcome, 'en')).toBeUndefined()
  })

  test('that joined something else says so', async () => {
    const { client } = api(200, { kind: 'joined', entryId: '0_another1' })

    expect(presentLaunch(await recordLaunch(client, input, { entryId: entry.id, instanceId: 'i-1' }), 'en')?.content).toContain(
      'watching something else',
    )
  })
})

describe('where Discord does not start an Activity', () => {
  const offered = (more: object) => api(200, { kind: 'offered', entry: { ...entry, ...more }, locale: 'en' }).client

  test('the presser gets a link to the video in the browser', async () => {
    const url = 'https://video.example.edu/media/t/0_lecture1'
    const reply = presentInstead(await offerWatch(offered({ watchUrl: url }), input, entry.id), 'en')

    expect(reply).toMatchObject({ flags: MessageFlags.Ephemeral, components: [{ components: [{ style: 5, url }] }] })
    expect(reply.content).toContain('Orbits \\*and\\* \\@everyone')
  })

  test('without such a place they are told what they can do', async () => {
    const reply = presentInstead(await offerWatch(offered({}), input, entry.id), 'en')

    expect(reply.content).toContain('ask a manager whether Activities may be used')
    expect(reply.components).toBeUndefined()
  })

  test('whoever may not start it there gets no link either', async () => {
    const { client } = api(200, { kind: 'refused', reason: 'member-may-not-start' })
    const reply = presentInstead(await offerWatch(client, input, entry.id), 'en')

    expect(reply).toMatchObject({ flags: MessageFlags.Ephemeral, content: expect.stringContaining('You can join') })
    expect(reply.components).toBeUndefined()
  })
})

describe('a button', () => {
  test('carries its entry there and back', () => {
    expect(entryOfWatchButton(watchButtonId('0_lecture1'))).toBe('0_lecture1')
  })

  test('[C47] of another bot, or with a malformed id, is nobody’s', () => {
    for (const id of ['watch:0_a', 'kaltura-discord:watch:', 'kaltura-discord:watch:a b', `kaltura-discord:watch:${'x'.repeat(80)}`])
      expect(entryOfWatchButton(id)).toBeUndefined()
  })
})

test('an answer of another version is an error with a name, not a crash', async () => {
  const { client } = api(200, { kind: 'surprise' })
  expect(await offerWatch(client, input, entry.id)).toMatchObject({ kind: 'failed', error: { code: 'upstream.unavailable' } })
})
