import { readFileSync } from 'node:fs'

/** Prints "passed failed" of a vitest report. What did not run did not pass; a report that is missing or empty is one failure. */
const [file = ''] = process.argv.slice(2)
try {
  const { testResults } = JSON.parse(readFileSync(file, 'utf8'))
  const states = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status))
  const passed = states.filter((state) => state === 'passed').length
  // A file that cannot be loaded holds no test, and fails as one.
  const unloaded = testResults.filter(({ status, assertionResults }) => status !== 'passed' && assertionResults.length === 0).length
  const failed = states.length - passed + unloaded
  for (const { name, assertionResults } of testResults)
    for (const { fullName, status } of assertionResults)
      if (status !== 'passed' && status !== 'failed') process.stderr.write(`${status}: ${name}: ${fullName}\n`)
  process.stdout.write(`${passed} ${states.length === 0 && failed === 0 ? 1 : failed}\n`)
} catch {
  process.stdout.write('0 1\n')
}
