import { openPostgresStores } from '@kaltura-discord/stores/postgres'
import { openSqliteStores } from '@kaltura-discord/stores/sqlite'
import { Pool } from 'pg'

/** Where a process of a benchmark keeps its data. */
export type Place = { store: 'sqlite'; file: string } | { store: 'postgres'; url: string }

export async function openPlace(place: Place) {
  return place.store === 'sqlite' ? openSqliteStores({ file: place.file }) : openPostgresStores({ pool: poolOf(place.url) })
}

export function poolOf(connectionString: string): Pool {
  return new Pool({ connectionString, pipeline: true })
}
