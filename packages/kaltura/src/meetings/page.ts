import { InvalidInputError } from '@kaltura-discord/core'

/** How many meetings are on a page: the most that the Events Platform gives. */
export const pageSize = 15

/** Which page a cursor stands for, from 1. @throws InvalidInputError for one that we never gave out */
export function pageOf(cursor: string | undefined): number {
  if (cursor === undefined) return 1
  if (!/^[1-9]\d{0,5}$/.test(cursor)) throw new InvalidInputError('This is not a cursor of a list of meetings')
  return Number(cursor)
}

/** The cursor behind a page, unless it is the last one. */
export function cursorAfter(page: number, totalCount: number): string | undefined {
  return page * pageSize < totalCount ? String(page + 1) : undefined
}
