import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { linkProblems } from './link-problems.ts'
import { givesAway, machineNames } from './machine-names.ts'
import { markdownFiles } from './markdown-files.ts'

/** Every relative link and anchor of every Markdown file leads somewhere, and none of the files names a machine. */
const root = resolve(import.meta.dirname, '../..')
const files = markdownFiles(root)
const names = machineNames({ root, registry: process.env.npm_config_registry ?? configuredRegistry() })

const named = files.flatMap(({ path, text }) =>
  text.split('\n').flatMap((line, index) => {
    const name = names.find((word) => line.includes(word)) ?? givesAway.exec(line)?.[0]
    return name ? [`${path}:${index + 1} names a machine: ${name}`] : []
  }),
)
const problems = [...linkProblems(files, root), ...named]
for (const problem of problems) console.error(problem)
console.log(`${files.length} pages, ${problems.length} problems`)
if (problems.length > 0) process.exitCode = 1

function configuredRegistry(): string {
  return execFileSync('npm', ['config', 'get', 'registry'], { cwd: root, encoding: 'utf8' }).trim()
}
