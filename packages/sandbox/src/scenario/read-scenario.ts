import type { z } from 'zod'
import { type Scenario, scenario } from './scenario-schema.ts'

export type ScenarioRead = { kind: 'scenario'; scenario: Scenario } | { kind: 'wrong'; why: string }

/** Far more than five hundred steps need. */
export const longestScenario = 1_000_000

/** Reads a scenario's file. What is wrong is said in a sentence for the person who chose the file, and nothing is changed. */
export function readScenario(text: string): ScenarioRead {
  if (text.length > longestScenario) return wrong('The file is too large for a scenario.')
  const json = parsed(text)
  return json.kind === 'wrong' ? json : checkScenario(json.value)
}

export function checkScenario(value: unknown): ScenarioRead {
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'kaltura-discord scenario')
    return wrong('This is no scenario of the sandbox: "kind" has to be "kaltura-discord scenario".')
  if ('version' in value && typeof value.version === 'number' && value.version > 1)
    return wrong(`The scenario is of version ${value.version}, made by a newer sandbox. This one reads version 1.`)
  const read = scenario.safeParse(value)
  return read.success ? { kind: 'scenario', scenario: read.data } : wrong(sentence(read.error))
}

function sentence({ issues: [first] }: z.ZodError): string {
  if (!first) return 'The scenario is malformed.'
  const [top, index, ...rest] = first.path
  const where = top === 'steps' && typeof index === 'number' ? [`Step ${index + 1}`, ...rest].join(', ') : first.path.join('.')
  return `${where || 'The scenario'}: ${first.message}.`.replace(/\.\.$/, '.')
}

function parsed(text: string): { kind: 'json'; value: unknown } | { kind: 'wrong'; why: string } {
  try {
    return { kind: 'json', value: JSON.parse(text) }
  } catch {
    return wrong('The file is not JSON.')
  }
}

function wrong(why: string): { kind: 'wrong'; why: string } {
  return { kind: 'wrong', why }
}
