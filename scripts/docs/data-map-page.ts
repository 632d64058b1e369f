import { retentionSettings } from '../../packages/core/src/config/settings/retention.ts'
import type { Kept } from '../../packages/core/src/privacy/kept-for.ts'
import { type MappedTable, mappedTables } from '../../packages/stores/src/sql/data-map/data-map.ts'

/** docs/data-map.md, from the data map of `stores`. */
export function dataMapPage(tables: readonly MappedTable[] = mappedTables): string {
  return `# What is kept, why and for how long

Written from \`packages/stores/src/sql/data-map\` by \`npx vitest run --project unit scripts/docs -u\`: change that. A table or a column that is not in it does not compile, and a
test compares it with the tables of a real database.

People are kept by their Discord user id and, if they linked their account, their Kaltura user id. No name, no address, no message, and no KS, password, OAuth token or code is
in a table. The server looks once an hour for what is too old; how long that is, the operator may set within the limits that stand in
brackets ([settings.md](settings.md)). \`POST /api/v1/people/{userId}/forget\` (\`forgetUser\`) removes somebody from every table
below, at once.

Beside the tables: a room knows the ids and display names of who is in it, and is forgotten 6 hours after it last changed (\`rooms.db\` in the data folder is a
copy of that, for a restart; with \`REDIS_URL\` rooms are there). The owner's id of a guild is kept with the permissions of its roles for \`ROLE_CACHE_SECONDS\`, in Redis or in the server. Sign-ins and room tickets are not kept; whoever has one has it for 8 hours and 2 minutes. The log of the server has Discord's ids
where something failed, and stays for as long as the operator keeps it.

${tables.map(section).join('\n\n')}
`
}

function section({ name, row, columns, people, keep }: MappedTable): string {
  const forgetting = new Map(people.map(({ column, onForget }) => [column, onForget === 'remove' ? 'the row goes' : 'emptied']))
  const lines = columns.map((column) => `| \`${column.name}\` | ${column.why} | ${forgetting.get(column.name) ?? ''} |`)
  return `## ${name}

${row}. ${howLong(keep)}

| column | why | when its person is forgotten |
|---|---|---|
${lines.join('\n')}`
}

function howLong(keep: MappedTable['keep']): string {
  if ('forEver' in keep) return `Kept: ${keep.forEver}.`
  const { since, as, once } = keep
  const only = once ? `, once \`${once.column}\` is ${once.isOneOf.map((value) => `\`${value}\``).join(' or ')}` : ''
  return `Kept for ${age(as)} after \`${since}\`${only}.`
}

function age(kept: Kept): string {
  const found = Object.entries(retentionSettings).find(([, setting]) => setting.kept === kept)
  if (!found) throw new Error(`No setting says how long ${kept} is kept.`)
  const [name, { default: usual, unit, least, most }] = found
  return `${usual} ${usual === '1' ? unit.slice(0, -1) : unit} (\`${name}\`: ${least} to ${most})`
}
