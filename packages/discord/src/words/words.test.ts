import { isRightToLeft, locales } from '@kaltura-discord/core/messages'
import { describe, expect, test } from 'vitest'
import { kalturaCommand } from '../commands/definitions.ts'
import { presentGrant } from '../grant/give-grant.ts'
import { presentLink } from '../link/link-account.ts'
import { presentFailure } from '../reply/only-to-the-asker.ts'
import { presentInstead, presentLaunch, presentOffer } from '../watch/present-watch.ts'
import type { BotWords } from './bot-words.ts'
import { wordsIn } from './words-in.ts'

const others = locales.filter((locale) => locale !== 'en')
const inDiscord = ['de', 'es-419', 'es-ES', 'fr', 'he']
const [member, code, ends, title] = ['<@1100000000000000023>', '`12AB-CD34-EFGH`', '<t:1700000600:R>', 'Orbits']

/** Every text of a language, with where it stands; sentences with values in them are filled in with some. */
function textsOf({ link, grant, instead, supportId, ...words }: BotWords): Readonly<Record<string, string>> {
  const plain = {
    ...words,
    link: { ...link, code: '' },
    actions: grant.actions,
    times: grant.times,
    instead: { ...instead, inBrowser: '' },
  }
  const found: Record<string, string> = {
    supportId: supportId('1234-abcd'),
    code: link.code(code, ends),
    inBrowser: instead.inBrowser(title),
    granted: grant.granted(member, grant.actions.invite, ends),
    ended: grant.ended(member, grant.actions.invite),
  }
  const walk = (node: object, path: string): void => {
    for (const [name, value] of Object.entries(node)) {
      if (typeof value === 'object') walk(value, `${path}${name}.`)
      else if (value !== '') found[path + name] = String(value)
    }
  }
  walk(plain, '')
  return found
}

/** Every node of the command that has words of its own. */
function wordsOfCommand(node: object): readonly object[] {
  const below = 'options' in node && Array.isArray(node.options) ? node.options : []
  const choices = 'choices' in node && Array.isArray(node.choices) ? node.choices : []
  return [node, ...choices, ...below.flatMap(wordsOfCommand)]
}

describe('what the bot says', () => {
  test('is said in every language, and nothing of it is left in English', () => {
    const english = textsOf(wordsIn('en'))
    const left = others.flatMap((locale) => Object.entries(textsOf(wordsIn(locale))).filter(([path, text]) => english[path] === text))

    expect(others.map((locale) => Object.keys(textsOf(wordsIn(locale))).sort())).toEqual(
      Array(others.length).fill(Object.keys(english).sort()),
    )
    expect(left.map(([path]) => path)).toEqual(['card.live']) // German
  })

  test('fits Discord’s fields in every language: 100 characters of a description or a choice, 80 of a button', () => {
    const short = locales.flatMap((locale) => {
      const { command, grant } = wordsIn(locale)
      return [...Object.values(command), ...Object.values(grant.actions), ...Object.values(grant.times)]
    })

    expect(short.filter((text) => text.length > 100 || text.length === 0)).toEqual([])
    expect(locales.filter((locale) => wordsIn(locale).instead.button.length > 80)).toEqual([])
  })

  test.each(locales)('in %s keeps the values that it is about', (locale) => {
    const { link, grant, instead, supportId } = wordsIn(locale)
    const action = grant.actions.control

    expect([link.code(code, ends), grant.granted(member, action, ends), grant.ended(member, action), instead.inBrowser(title)]).toEqual([
      expect.stringMatching(/`12AB-CD34-EFGH`.*<t:1700000600:R>/),
      expect.stringMatching(new RegExp(`${member}.*${action}.*${ends}`)),
      expect.stringMatching(new RegExp(`${member}.*${action}`)),
      expect.stringMatching(/\*\u2068?Orbits\u2069?\*/),
    ])
    expect(supportId('`1234-abcd`')).toContain('`1234-abcd`')
  })

  test.each(locales.filter(isRightToLeft))(
    'in %s begins with a letter from there, by which Discord knows where a line begins',
    (locale) => {
      const begins = Object.values(textsOf(wordsIn(locale))).filter((text) => !/^[\d\s]*[\u0590-\u05FF]/.test(text))

      expect(begins).toEqual([])
    },
  )

  test.each(locales.filter(isRightToLeft))('in %s, from right to left, does not turn round a code that begins with digits', (locale) => {
    const { link, supportId, instead } = wordsIn(locale)

    expect(link.code(code, ends)).toContain(`\u2068${code}\u2069`)
    expect(supportId('`1234-abcd`')).toContain('\u2068`1234-abcd`\u2069')
    expect(instead.inBrowser(title)).toContain('\u2068Orbits\u2069')
  })
})

describe('/kaltura', () => {
  test('has its descriptions and choices in all languages that Discord and we have', () => {
    const languages = wordsOfCommand(kalturaCommand).map((node) => {
      if ('description_localizations' in node) return Object.keys(node.description_localizations ?? {}).sort()
      return 'name_localizations' in node ? Object.keys(node.name_localizations ?? {}).sort() : []
    })

    expect(languages).toEqual(Array(languages.length).fill(inDiscord))
    expect(languages.length).toBeGreaterThan(20)
  })

  test('has one name in all of them, as messages name it', () => {
    const named = wordsOfCommand(kalturaCommand).filter((node) => 'name_localizations' in node && !('value' in node))

    expect(named).toEqual([])
  })

  test('stays below the 8,000 characters that Discord counts', () => {
    const longest = wordsOfCommand(kalturaCommand).map((node) =>
      Math.max(
        ...JSON.stringify(node)
          .split('"')
          .map((text) => text.length),
      ),
    )

    expect(longest.reduce((sum, length) => sum + 2 * length, 0)).toBeLessThan(8000)
  })
})

describe('a person', () => {
  const entry = { id: '0_lecture1', name: 'Orbits', description: '', durationS: 60, kind: 'live' as const }
  const failure = { kind: 'failed' as const, supportId: '1234-abcd', error: undefined }

  test.each(others)('who speaks %s is answered in it, whatever happens', (locale) => {
    const words = wordsIn(locale)
    const refused = (reason: 'guild-unbound') => ({ kind: 'refused' as const, reason })
    const { content: failed } = presentFailure(failure, locale)

    expect(failed).toBe(`${words.failure}\n-# ${words.supportId('`1234-abcd`')}`)
    expect(
      [presentOffer, presentLaunch, presentInstead, presentLink, presentGrant].map((present) => present(failure, locale)?.content),
    ).toEqual(Array(5).fill(failed))
    expect(
      [presentOffer, presentLaunch, presentInstead, presentLink, presentGrant].map(
        (present) => present(refused('guild-unbound'), locale)?.content,
      ),
    ).toEqual(Array(5).fill(words.refusals['guild-unbound']))
    expect(presentLaunch({ kind: 'joined', another: true }, locale)?.content).toBe(words.joinedAnother)
    expect(presentLink({ kind: 'unlinked' }, locale).content).toBe(words.link.unlinked)
  })

  test('sees the card in the language of the guild, as everybody else', () => {
    const card = presentOffer({ kind: 'offered', entry, byUserId: '1100000000000000021', locale: 'he' }, 'fr')

    expect(card.embeds?.[0]).toMatchObject({ fields: [{ name: 'אורך', value: 'שידור חי' }, { name: 'נבחר על ידי' }] })
    expect(card.components).toMatchObject([{ components: [{ label: 'צופים ביחד' }] }])
  })
})
