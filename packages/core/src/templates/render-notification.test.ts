import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { locales } from '../messages/locale.ts'
import { notificationEvents } from '../notifications/notification-event.ts'
import { type NotificationTemplate, notificationParts, partLength } from './notification-facts.ts'
import { previewTemplate } from './preview-template.ts'
import { renderNotification } from './render-notification.ts'

const [first, second] = ['110000000000000001', '220000000000000002']
const video = { title: 'Reefs', description: 'How they grow', url: 'https://video.example.org/1', duration: 3725 }
const ready = (template: Partial<NotificationTemplate> = {}, roleMentions: readonly string[] = []) =>
  renderNotification({ event: 'recording-ready', locale: 'en', data: { video }, template, roleMentions })

describe('renderNotification', () => {
  test('tells of an event in our own words where the guild has none', () => {
    expect(ready()).toEqual({
      body: {
        content: 'A new recording is ready.',
        embeds: [{ title: 'Reefs', url: 'https://video.example.org/1', description: 'How they grow\nLength: 1:02:05', color: 0x00b171 }],
        allowed_mentions: { parse: [], roles: [] },
      },
      problems: [],
    })
  })

  test('uses the parts that a guild has written, and ours for the others', () => {
    const { body } = ready({ content: 'New: **{{video.title}}**', description: '' })

    expect(body).toMatchObject({ content: 'New: **Reefs**', embeds: [{ title: 'Reefs' }] })
    expect(body.embeds?.[0]).not.toHaveProperty('description')
  })

  test('a part that cannot be read any more is ours, and the caller hears why', () => {
    expect(ready({ content: '{{meeting.title}}' })).toMatchObject({
      body: { content: 'A new recording is ready.' },
      problems: [{ part: 'content', code: 'unknown-variable', at: 0, name: 'meeting.title', words: expect.any(String) }],
    })
  })

  test('is never empty: where all parts come out empty, our content stands', () => {
    const { body } = renderNotification({
      event: 'live-ended',
      locale: 'de',
      data: {},
      template: { content: '{{live.title}} \u200B', description: '{{live.description}}' },
    })

    expect(body).toEqual({ content: 'Der Livestream ist zu Ende.', allowed_mentions: { parse: [], roles: [] } })
  })

  test('mentions roles where the template wants them, else before the content', () => {
    expect(ready({}, [first, second, first]).body.content).toBe(`<@&${first}> <@&${second}> A new recording is ready.`)
    expect(ready({ content: 'Hey {{roles}}!' }, [first]).body.content).toBe(`Hey <@&${first}>!`)
  })

  test('[B34] [B42] only the roles of the settings ping, whatever a title or a template says', () => {
    const data = { video: { ...video, title: `@everyone <@&${second}>` } }
    const template = { content: `@here <@&${second}> <@${second}> {{video.title}}` }

    const { body } = renderNotification({
      event: 'recording-ready',
      locale: 'en',
      data,
      template,
      roleMentions: [first, 'everyone', '@here'],
    })

    expect(body.allowed_mentions).toEqual({ parse: [], roles: [first] })
  })

  test('[B40] [B41] no address but a public https one gets into an embed: no number, no private name, no other port of ours', () => {
    const hosts = [
      '169.254.169.254',
      '0x7f.1',
      '2130706433',
      '[::ffff:127.0.0.1]',
      'localhost',
      'metadata.google.internal',
      'a.local.',
      'intranet',
      '127.0.0.1.',
    ]
    const addresses = [
      ...hosts.map((host) => `https://${host}/x.jpg`),
      'javascript:alert(1)',
      'data:image/png;base64,AA',
      'http://a.example/',
    ]
    const embedOf = (address: string) =>
      renderNotification({ event: 'recording-ready', locale: 'en', data: { video: { title: 'x', url: address, thumbnail: address } } }).body
        .embeds

    expect(addresses.map(embedOf)).toEqual(addresses.map(() => [{ title: 'x', color: 0x00b171 }]))
    expect(embedOf('https://cdn.example.org/a.jpg')).toMatchObject([{ thumbnail: { url: 'https://cdn.example.org/a.jpg' } }])
  })

  test('[B39] fits into Discord whatever the texts are, and has no empty part', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5000 }),
      fc.constantFrom('*'.repeat(5000), '\u05D0'.repeat(5000), '@'.repeat(300)),
    )
    const template = fc.record(
      { content: anyText, title: anyText, description: fc.constant('{{video.title}}'.repeat(60)) },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(anyText, fc.constantFrom(...locales), template, (title, locale, written) => {
        const { body } = renderNotification({
          event: 'recording-ready',
          locale,
          data: { video: { title, description: title } },
          template: written,
          roleMentions: [first],
        })
        const texts = { content: body.content, ...body.embeds?.[0] }
        expect(notificationParts.filter((part) => texts[part]?.trim() === '' || (texts[part]?.length ?? 0) > partLength[part])).toEqual([])
        expect(body).not.toHaveProperty('embeds.0.fields')
      }),
      { seed: 39, numRuns: 200 },
    )
  })

  test('in Hebrew each part runs from right to left, and what is inserted keeps its own direction', () => {
    const { body } = renderNotification({ event: 'recording-ready', locale: 'he', data: { video }, roleMentions: [first] })

    expect(body.content).toBe(`\u200F<@&${first}> הקלטה חדשה מוכנה.`)
    expect(body.embeds?.[0]?.title).toBe('\u200F\u2068Reefs\u2069')
  })

  test('counts people in the plural of the language', () => {
    const came = (locale: 'en' | 'he' | 'fr', people: number) =>
      renderNotification({ event: 'meeting-ended', locale, data: { meeting: { people } } }).body.embeds?.[0]?.description

    expect([came('en', 1), came('en', 1200), came('he', 2), came('fr', 0)]).toEqual([
      'Came: 1 person',
      'Came: 1,200 people',
      '\u200Fהשתתפו: שני אנשים',
      undefined,
    ])
  })
})

describe('previewTemplate', () => {
  test.each(notificationEvents.flatMap((event) => locales.map((locale) => ({ event, locale }))))(
    'shows our own words for $event in $locale, with samples',
    ({ event, locale }) => {
      const preview = previewTemplate(event, {}, locale)

      expect(preview).toMatchObject({
        kind: 'preview',
        body: { content: expect.any(String), embeds: [{ title: expect.stringContaining('Marine biology') }] },
      })
      expect(JSON.stringify(preview)).not.toMatch(/undefined|NaN|\{\{/)
    },
  )

  test('pings nobody, whatever the template says', () => {
    expect(previewTemplate('recording-ready', { content: `@everyone <@&${first}> {{roles}}` }, 'en')).toMatchObject({
      body: { allowed_mentions: { parse: [], roles: [] } },
    })
  })

  test('shows the problems of each part instead', () => {
    expect(previewTemplate('live-started', { content: '{{live.title', title: '{{video.title}}' }, 'en')).toEqual({
      kind: 'invalid',
      problems: [
        { part: 'content', code: 'unclosed-tag', at: 0, words: expect.any(String) },
        { part: 'title', code: 'unknown-variable', at: 0, name: 'video.title', words: expect.any(String) },
      ],
    })
  })
})
