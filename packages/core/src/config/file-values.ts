import { isBlank } from './blank.ts'
import type { Environment } from './layers.ts'
import { mainInPlace } from './main-in-place.ts'
import { filledInDeep, PlaceholderProblem } from './placeholders.ts'
import { isObject } from './plain-object.ts'
import { type SettingRow, settingRows } from './settings.ts'

export interface FileValues {
  /** By the name of the setting's environment variable; placeholders are filled in, and what is blank is left out. */
  values: Readonly<Record<string, unknown>>
  /** Whole sentences. None repeats a value, nor a name that is no setting: that may be a secret in the wrong place. */
  problems: readonly string[]
}

const pathed = settingRows.flatMap(({ name, path }) => (path === undefined ? [] : [{ name, path }]))

/**
 * Finds settings in what a JSON or YAML file holds; what is not wanted is not filled in. A placeholder takes the environment variable of its name and, where nobody set that, what the file itself
 * says for the setting of that name.
 */
export function fileValues(given: unknown, wanted: readonly SettingRow[], environment: Environment): FileValues {
  if (given === undefined || given === null) return { values: {}, problems: [] }
  const { tree, problems: twice } = mainInPlace(given)
  const places = new Map(pathed.map(({ name, path }) => [name, at(tree, path)]))

  function settingIn(name: string, asking: readonly string[]): unknown {
    if (asking.includes(name)) throw new PlaceholderProblem(`goes round in a circle: ${[...asking, name].map(braced).join(' needs ')}`)
    return filledInDeep(places.get(name), (other) => {
      if (environment[other]?.trim()) return environment[other]
      return other === name ? undefined : written(settingIn(other, [...asking, name]))
    })
  }

  const problems = [...twice, ...strangers(tree)]
  const values = wanted.flatMap(({ name, path }) => {
    try {
      const value = settingIn(name, [])
      return isBlank(value) ? [] : [[name, value] as const]
    } catch (error) {
      if (!(error instanceof PlaceholderProblem)) throw error
      problems.push(`${path} in the configuration file ${error.message}`)
      return []
    }
  })
  return { values: Object.fromEntries(values), problems }
}

/** Every object in which settings stand, with the names that it may hold. */
const groups = new Map<string, Set<string>>()
for (const { path } of pathed) {
  const names = path.split('.')
  for (const [index, name] of names.entries()) {
    const group = names.slice(0, index).join('.')
    groups.set(group, (groups.get(group) ?? new Set()).add(name))
  }
}

/** Where the file has names that are no setting's, or no object where settings should stand. */
function strangers(tree: unknown): string[] {
  return [...groups].flatMap(([group, known]) => {
    const where = group === '' ? 'The configuration file' : `${group} in the configuration file`
    const node = group === '' ? tree : at(tree, group)
    if (node === undefined || node === null) return []
    if (!isObject(node)) return [`${where} must be an object`]
    const isStrange = Object.keys(node).some((name) => !known.has(name))
    return isStrange ? [`${where} holds a name that is no setting; there are: ${[...known].sort().join(', ')}`] : []
  })
}

function at(tree: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((node, name) => (isObject(node) && Object.hasOwn(node, name) ? node[name] : undefined), tree)
}

function written(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function braced(name: string): string {
  return `{{${name}}}`
}
