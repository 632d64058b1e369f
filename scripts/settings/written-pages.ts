import { type Target, targets } from '../../packages/core/src/config/setting.ts'
import type { SettingRow } from '../../packages/core/src/config/settings.ts'

/** What is written from the table of settings, by path from the root. `npm run settings` writes it, a test holds it against the table. */
export function writtenPages(rows: readonly SettingRow[]): Readonly<Record<string, string>> {
  return { '.env.example': envExample(rows), 'docs/settings.md': reference(rows) }
}

function envExample(rows: readonly SettingRow[]): string {
  const head = `# Copy to .env and fill in. Real environment variables win over this file. With no credential set, \`npm start\` runs the sandbox.
# Lines that begin with "# NAME=" show defaults. What is marked (secret) belongs in no repository and no log.
`
  const offers = rows.map((row) => {
    const offer = row.default === undefined ? `${row.name}=` : `# ${row.name}=${row.default}`
    return `# ${row.doc}${inProduction(row)}${row.secret ? ' (secret)' : ''}\n${offer}\n`
  })
  return [head, ...offers].join('\n')
}

function reference(rows: readonly SettingRow[]): string {
  return `# Settings

Written by \`npm run settings\` from the table in \`packages/core/src/config/settings.ts\`: change that. How values are found and what they may look like is
in [configuration.md](configuration.md).

## All of them

| variable | in a file | default | |
|---|---|---|---|
${rows.map((row) => `| \`${row.name}\` | ${row.path === undefined ? '' : `\`${row.path}\``} | ${shownDefault(row)} | ${inCell(row.doc + inProduction(row))} |`).join('\n')}

## Who needs what

The server runs all targets but \`bot\` in one process. A bot that runs on its own is given its own column and nothing else.

${matrix(rows)}

## Who is given which secret

${matrix(rows.filter((row) => row.secret))}
`
}

function matrix(rows: readonly SettingRow[]): string {
  const cells = (row: SettingRow) => targets.map((target: Target) => (row.targets.includes(target) ? 'yes' : '')).join(' | ')
  return `| | ${targets.join(' | ')} |
|---|${targets.map(() => '---|').join('')}
${rows.map((row) => `| \`${row.name}\` | ${cells(row)} |`).join('\n')}`
}

function shownDefault({ default: usual, schema }: SettingRow): string {
  if (usual !== undefined) return `\`${usual}\``
  return schema.safeParse(undefined).success ? '' : 'required'
}

function inProduction({ productionDefault }: SettingRow): string {
  return productionDefault === undefined ? '' : `; ${productionDefault} in production`
}

/** Words, where Markdown would read HTML or the end of a cell. */
function inCell(words: string): string {
  return words.replaceAll('<', '&lt;').replaceAll('|', '\\|')
}
