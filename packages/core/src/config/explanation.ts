import { type Layer, layered, type Sources } from './layers.ts'
import { settingRows } from './settings.ts'

/** What one setting is, and which layer says so. */
export interface Explanation {
  name: string
  path: string | undefined
  layer: Layer
  /** As it was written; of a secret only whether it is set. */
  value: unknown
}

/** Explains every setting, in the order of the table: what counts, and why. No secret is in it. */
export function explainSettings(sources: Sources): readonly Explanation[] {
  const { values, layerOf } = layered(sources, settingRows)
  return settingRows.map(({ name, path, secret }) => ({
    name,
    path,
    layer: layerOf(name),
    value: secret ? (name in values ? 'set' : 'unset') : values[name],
  }))
}
