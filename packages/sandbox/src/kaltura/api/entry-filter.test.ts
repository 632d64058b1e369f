import { describe, expect, test } from 'vitest'
import { createCatalogue } from '../catalogue.ts'
import { matchesFilter, sortEntries } from './entry-filter.ts'

const catalogue = createCatalogue({ now: () => 1_800_000_000_000, word: (length) => 'x'.repeat(length) })
const found = (filter: Record<string, unknown>) =>
  catalogue
    .all()
    .filter((entry) => matchesFilter(entry, filter))
    .map(({ id }) => id)

describe('a filter of entries', () => {
  test('without a word about status only READY entries are listed', () => {
    expect(found({})).not.toContain('0_lec03abc')
    expect(found({ idIn: '0_lec01abc,0_lec03abc' })).toEqual(['0_lec01abc'])
  })

  test.each([
    ['one id, whatever its status', { idEqual: '0_lec03abc' }, ['0_lec03abc']],
    ['the id that a player starts from', { redirectFromEntryId: '0_talk01ab' }, ['0_talk01ab']],
    ['a status', { statusEqual: 1 }, ['0_lec03abc']],
    ['several statuses', { statusIn: '1,6' }, ['0_lec03abc', '0_talk01ab']],
    ['tags, without case', { tagsMultiLikeOr: 'Staff,LAB' }, ['0_staff1ab', '0_mot60abc']],
    ['whole tags only', { tagsMultiLikeOr: 'disc' }, []],
    [
      'a category and those below it',
      { categoriesMatchOr: 'university>labs,university' },
      catalogue
        .all()
        .filter(({ status }) => status === 2)
        .map(({ id }) => id),
    ],
    ['a category that only begins alike', { categoriesMatchOr: 'university>lect' }, []],
    ['a category by its full name', { categoriesFullNameIn: 'university,university>lectures' }, ['0_lec02abc', '0_lec01abc']],
    ['words of name, description or tags, all of them', { searchTextMatchAnd: 'moon lecture' }, ['0_lec02abc']],
    ['any of the words', { searchTextMatchOr: 'satellite,campus' }, ['0_lec01abc', '0_welc0me1']],
    ['free text', { freeText: 'tides' }, ['0_lec02abc']],
    ['parts of names', { nameMultiLikeOr: 'motion,welcome' }, ['0_mot60abc', '0_welc0me1']],
    ['two conditions at once', { tagsMultiLikeOr: 'discord', nameLike: 'lecture' }, ['0_lec02abc', '0_lec01abc']],
    ['a field that nobody knows, which is ignored', { idEqual: '0_lec01abc', hasOwnProperty: 'x', advancedSearch: {} }, ['0_lec01abc']],
  ])('%s', (_, filter, ids) => {
    expect(found(filter)).toEqual(ids)
  })

  test('the order is the one asked for, newest first otherwise', () => {
    const ids = (orderBy: string) => sortEntries(catalogue.all(), orderBy).map(({ id }) => id)
    expect(ids('')[0]).toBe('0_lec03abc')
    expect(ids('+createdAt')[0]).toBe('0_welc0me1')
    expect(ids('+name')[0]).toBe('0_staff1ab')
  })
})
