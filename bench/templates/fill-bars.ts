import type { Bars } from '../plot/draw-bars.ts'

export interface RateRow {
  message: string
  operation: string
  contender: string
  perSecond: number
}

/** Thousands of messages a second, once the template was read. */
export function fillBars(rows: readonly RateRow[]): Bars {
  const filled = rows.filter(({ operation }) => operation === 'fill')
  return {
    title: 'Thousands of messages filled a second',
    groups: [...new Set(filled.map(({ message }) => message))].map((name) => ({
      name,
      bars: filled.filter(({ message }) => message === name).map((row) => ({ name: row.contender, value: row.perSecond / 1_000 })),
    })),
  }
}
