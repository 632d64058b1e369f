import { type ErrorRow, errorTable } from '@kaltura-discord/core'

const opening = `# Errors

Every error that a person or a program can meet has a literal code. This page is made from the table in \`packages/core/src/errors\`, so it is always whole:
\`npx vitest run --project unit scripts/docs -u\` writes it anew.

Whoever meets a failure is shown a **support id** such as \`4bf9-2f35\`, in the Activity, in Discord and in the \`supportId\` of an HTTP answer. It is the
beginning of a trace id. Look for it in the logs of server and bot: each line about a failure has \`supportId\` and the whole \`traceId\`. Callers that send
[\`traceparent\`](https://www.w3.org/TR/trace-context/) give the trace id, so the same id finds the request in your traces.

"Again" says whether the same call may work later without anyone changing anything.

| code | HTTP | again | what it says | what to do |
|---|---|---|---|---|
`

/** docs/errors.md, from the table of errors. */
export function errorPage(): string {
  const rows: readonly [string, ErrorRow][] = Object.entries(errorTable)
  return `${opening}${rows.map(row).join('')}`
}

function row([code, { status, retryable, sentence, support }]: readonly [string, ErrorRow]): string {
  return `| \`${code}\` | ${status} | ${retryable ? 'yes' : 'no'} | ${inCell(sentence)} | ${inCell(support)} |\n`
}

function inCell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\{(\w+)\}/g, '*$1*')
}
