import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ruleProblems } from './rule-problems.ts'

/** Every rule has a test that is named after it, and every test that names a rule names one that is there. */
const root = resolve(import.meta.dirname, '../..')
const specs = globSync(['packages/*/SPEC.md', 'packages/*/docs/attacks.md'], { cwd: root }).sort()
const read = (path: string) => ({ path, text: readFileSync(join(root, path), 'utf8') })
const tests = globSync(['packages/*/src/**/*.{ts,tsx}', 'apps/*/src/**/*.ts', 'test/**/*.ts'], { cwd: root }).sort().map(read)

const problems = ruleProblems(specs.map(read), tests)
for (const problem of problems) console.error(problem)
console.log(`${problems.length} problems with rules`)
if (problems.length > 0) process.exitCode = 1
