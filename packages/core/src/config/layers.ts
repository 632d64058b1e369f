import { fileValues } from './file-values.ts'
import type { SettingRow } from './settings.ts'

/** Environment variables, as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What an operator wrote down, and where. */
export interface Sources {
  environment: Environment
  /** `undefined` without one. */
  file?: ConfigFile | undefined
}

/** What reading a configuration file came to: what it holds, as a parser of JSON or YAML gave it, or one sentence that repeats nothing of it. */
export type ConfigFile = { kind: 'read'; tree: unknown } | { kind: 'unreadable'; problem: string }

/** Where a value comes from: the first of these that says anything. */
export type Layer = 'environment' | 'file' | 'default' | 'unset'

export interface Layered {
  /** By the name of the environment variable. What is in no layer is left out. */
  values: Readonly<Record<string, unknown>>
  layerOf(name: string): Layer
  /** What is wrong with the file, in whole sentences that repeat no value. */
  problems: readonly string[]
}

/** Lays the environment over the file over the defaults, for these settings and no others. Blank counts as unset in each. */
export function layered({ environment, file }: Sources, rows: readonly SettingRow[]): Layered {
  const fromFile = file?.kind === 'unreadable' ? { values: {}, problems: [file.problem] } : fileValues(file?.tree, rows, environment)
  const fromEnvironment = Object.fromEntries(rows.flatMap(({ name }) => (environment[name]?.trim() ? [[name, environment[name]]] : [])))
  const said = { ...fromFile.values, ...fromEnvironment }
  const defaults = defaultsOf(rows, said.NODE_ENV === 'production')
  return {
    values: { ...defaults, ...said },
    layerOf: (name) =>
      name in fromEnvironment ? 'environment' : name in fromFile.values ? 'file' : name in defaults ? 'default' : 'unset',
    problems: fromFile.problems,
  }
}

function defaultsOf(rows: readonly SettingRow[], isProduction: boolean): Readonly<Record<string, unknown>> {
  const defaultOf = (row: SettingRow) => (isProduction ? (row.productionDefault ?? row.default) : row.default)
  return Object.fromEntries(rows.flatMap((row) => (defaultOf(row) === undefined ? [] : [[row.name, defaultOf(row)]])))
}
