import type { Scenario } from '../../scenario/scenario-schema.ts'

/** The name under which a browser saves a scenario: `what-i-did.scenario.json`. */
export function fileNameOf({ name }: Pick<Scenario, 'name'>): string {
  const word = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return `${word || 'scenario'}.scenario.json`
}

/** Hands the file to the browser, which asks the person where it goes or puts it among the downloads. */
export function save(scenario: Scenario): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(scenario, null, 2)}\n`], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileNameOf(scenario)
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
