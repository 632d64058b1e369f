import type { CreateContender } from './contender.ts'
import { createJellyfin } from './contenders/jellyfin.ts'
import { createOpenWatchParty } from './contenders/open-watch-party.ts'
import { createOurs } from './contenders/ours.ts'
import { createPredecessor } from './contenders/predecessor.ts'
import { createSyncplay } from './contenders/syncplay.ts'
import { createTimingsrc } from './contenders/timingsrc.ts'
import { createWatchParty } from './contenders/watch-party.ts'

/** Everybody who is compared, by the name in the tables. */
export const contenders: Readonly<Record<string, CreateContender>> = {
  ours: createOurs,
  timingsrc: createTimingsrc,
  jellyfin: createJellyfin(true),
  'jellyfin as it ships': createJellyfin(false),
  'open-watch-party': createOpenWatchParty,
  syncplay: createSyncplay,
  'watch-party': createWatchParty,
  predecessor: createPredecessor,
}
