import { z } from 'zod'
import type { Playlist } from '../account/playlist.ts'
import type { Action, Params, World } from './actions.ts'
import { findEntries, pageOf } from './entry-actions.ts'
import { entryAnswer } from './entry-answer.ts'
import { type ApiException, refusals } from './exception.ts'
import { type ObjectClass, readObject, values } from './object-class.ts'
import { items, textParameter } from './parameters.ts'

/** KalturaPlaylistType: entries by their ids, in their order. */
const staticList = 3

const playlistClass: ObjectClass = {
  name: 'KalturaPlaylist',
  writable: { name: values.text, playlistType: values.whole, playlistContent: values.text },
  readOnly: ['id', 'partnerId', 'createdAt'],
  required: ['name', 'playlistType'],
}

const told = z.object({ name: z.string(), playlistType: z.literal(staticList), playlistContent: z.string().default('') })

/** playlist.add, get and execute (kaltura/server PlaylistService), of static playlists. */
export const playlistActions: readonly (readonly [string, Action])[] = [
  ['playlist.add', addPlaylist],
  ['playlist.get', (params, world) => withPlaylist(params, world, (playlist) => kalturaPlaylist(playlist, world))],
  ['playlist.execute', (params, world) => withPlaylist(params, world, (playlist) => playedBy(playlist, params, world))],
]

function addPlaylist(params: Params, world: World) {
  const read = readObject(params.playlist, { parameter: 'playlist', classes: [playlistClass] })
  if (read.kind === 'refused') return read.why
  const playlist = told.safeParse(read.properties)
  if (!playlist.success) return refusals.invalidObjectType('playlist')
  const { name, playlistContent } = playlist.data
  const entryIds = items(playlistContent)
  return kalturaPlaylist(world.records.playlists.put({ id: world.records.newId(), name, entryIds, createdAtMs: world.now() }), world)
}

/** In the order of the playlist; entries that are gone, not ready or not for the bearer are left out. */
function playedBy({ entryIds }: Playlist, params: Params, world: World) {
  const seen = findEntries({ idIn: entryIds.join(',') }, world)
  const inOrder = entryIds.flatMap((id) => seen.find((entry) => entry.id === id) ?? [])
  const shown = params.pager === undefined ? inOrder : pageOf(inOrder, params)
  return shown.map((entry) => entryAnswer(entry, params, world))
}

function withPlaylist<Result>(params: Params, { records }: World, use: (playlist: Playlist) => Result): Result | ApiException {
  const id = textParameter.safeParse(params.id)
  if (!id.success) return refusals.missingParameter('id')
  const playlist = records.playlists.find(id.data)
  return playlist ? use(playlist) : refusals.entryNotFound(id.data)
}

function kalturaPlaylist({ id, name, entryIds, createdAtMs }: Playlist, { account }: World) {
  return {
    ...{ id, name, partnerId: account.partnerId, type: 5, status: 2, playlistType: staticList, playlistContent: entryIds.join(',') },
    ...{ createdAt: Math.floor(createdAtMs / 1000), objectType: 'KalturaPlaylist' },
  }
}
