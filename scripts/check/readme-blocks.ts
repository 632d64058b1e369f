import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { codeBlocks, moduleOf } from './code-blocks.ts'
import { markdownFiles } from './markdown-files.ts'

/** Compiles every `ts` block of every Markdown file with the options of the sources. What fails is reported by file and line of the page. */
const root = resolve(import.meta.dirname, '../..')
const folder = '.readme-blocks'
/** A block may end as the body of a handler does. */
const returnOutsideFunction = /error TS1108:/

rmSync(join(root, folder), { recursive: true, force: true })
let count = 0
for (const { path, text } of markdownFiles(root)) {
  for (const block of codeBlocks(text)) {
    const file = join(root, folder, `${path}.${block.line}.${block.language}`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, moduleOf(block))
    count += 1
  }
}
if (count > 0) {
  writeFileSync(join(root, folder, 'tsconfig.json'), JSON.stringify({ extends: '../tsconfig.json', include: ['**/*.ts', '**/*.tsx'] }))
  const compiler = resolve(root, 'node_modules/typescript/bin/tsc')
  const { stdout, stderr, status } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
    cwd: root,
    encoding: 'utf8',
  })
  rmSync(join(root, folder), { recursive: true, force: true })

  const problems = stdout.split('\n').filter((line) => /error TS\d+:/.test(line) && !returnOutsideFunction.test(line))
  for (const problem of problems) console.error(problem.replace(/^\.readme-blocks\/(.*)\.\d+\.tsx?\((\d+),(\d+)\)/, '$1:$2:$3'))
  if (problems.length > 0 || (status !== 0 && !returnOutsideFunction.test(stdout))) {
    console.error(stderr)
    process.exitCode = 1
  }
}
console.log(`${count} code blocks compiled`)
