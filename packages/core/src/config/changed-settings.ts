import type { Settings } from './read-settings.ts'
import { settingRows } from './settings.ts'

/** Names of the settings whose change waits for the next start. */
export function changedAtRestart(before: Settings, after: Settings): readonly string[] {
  const values = (settings: Readonly<Record<string, unknown>>, name: string) => JSON.stringify(settings[name])
  return settingRows.filter(({ live, name }) => !live && values(before, name) !== values(after, name)).map(({ name }) => name)
}
