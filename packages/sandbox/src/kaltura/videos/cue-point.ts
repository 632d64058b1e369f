import type { Account } from '../account.ts'
import { type CatalogueEntry, durationS } from '../entry.ts'
import type { Chapter } from './chapter.ts'

/** KalturaThumbCuePoint (sub type 2: a chapter) or KalturaAnnotation. Times in the video are ms, instants unix seconds. */
export function kalturaCuePoint(chapter: Chapter, entry: CatalogueEntry, { partnerId }: Account): Record<string, unknown> {
  const startMs = Math.round(chapter.startS * 1000)
  const common = {
    id: chapter.id,
    intId: Number.parseInt(chapter.id.slice(2), 36) % 2 ** 31,
    status: 1,
    entryId: entry.id,
    partnerId,
    createdAt: Math.floor(entry.createdAtMs / 1000),
    updatedAt: Math.floor(entry.updatedAtMs / 1000),
    startTime: startMs,
    userId: entry.userId,
  }
  if (chapter.kind === 'thumb') {
    const words = { title: chapter.title, description: chapter.description, subType: 2 }
    return { ...common, ...words, cuePointType: 'thumbCuePoint.Thumb', tags: '', isMomentary: true, objectType: 'KalturaThumbCuePoint' }
  }
  const endMs = endOf(chapter, entry) * 1000
  return {
    ...common,
    text: chapter.title,
    endTime: endMs,
    duration: endMs - startMs,
    depth: 0,
    childrenCount: 0,
    directChildrenCount: 0,
    parentId: '0',
    isPublic: 1,
    tags: 'chaptering',
    cuePointType: 'annotation.Annotation',
    isMomentary: false,
    objectType: 'KalturaAnnotation',
  }
}

/** Where the next chapter begins, or the video ends. */
function endOf({ startS }: Chapter, entry: CatalogueEntry): number {
  return (entry.chapters ?? []).find((next) => next.startS > startS)?.startS ?? durationS(entry)
}
