import type { Chapter } from './chapter.ts'

export const eclipseChapters: readonly Chapter[] = [
  { id: '0_chapecl1', kind: 'thumb', startS: 0, title: 'Standing in line', description: 'Sun, moon, earth.' },
  { id: '0_chapecl2', kind: 'thumb', startS: 8, title: 'Four hundred times', description: 'How wide, and how far.' },
  { id: '0_chapecl3', kind: 'thumb', startS: 16, title: 'For now', description: 'The moon moves away.' },
]

/** One each hour, as annotations, the older kind. */
export const nightChapters: readonly Chapter[] = Array.from({ length: 12 }, (_, hour) => ({
  id: `0_chapng${String(hour).padStart(2, '0')}`,
  kind: 'annotation',
  startS: hour * 3600,
  title: `Hour ${hour + 1}`,
  description: '',
}))
