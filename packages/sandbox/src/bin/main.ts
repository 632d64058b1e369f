#!/usr/bin/env node
import { argv, env, exit, stderr, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { CodedError } from '@kaltura-discord/core'
import { createSandbox } from '@kaltura-discord/sandbox'
import { help, readCommandLine, type Settings } from './command-line.ts'
import { directions } from './directions.ts'

const commandLine = readCommandLine(argv.slice(2))
switch (commandLine.kind) {
  case 'help':
    stdout.write(help)
    break
  case 'wrong':
    stderr.write(`${commandLine.why}\n\n${help}`)
    process.exitCode = 2
    break
  case 'run':
    await run(commandLine.settings).catch((error: unknown) => {
      // Only our own errors have words for people; anything else is a bug and shows itself whole.
      stderr.write(`${error instanceof CodedError ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
      exit(1)
    })
}

async function run(settings: Settings): Promise<void> {
  const { port, token, kaltura, activity, activities } = settings
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done())
  })
  // The folder of the package, whether this file was built or not.
  const pageDir = fileURLToPath(new URL('dist/page', import.meta.resolve('@kaltura-discord/sandbox/package.json')))
  const sandbox = await createSandbox({
    port,
    pageDir,
    kaltura,
    activities,
    environment: env,
    ...(token === undefined ? {} : { botToken: token }),
  })
  if (activity !== undefined) sandbox.setActivityTarget(activity)
  stdout.write(directions(sandbox, settings))
  await stopped
  await Promise.race([sandbox.close(), new Promise((done) => setTimeout(done, 5000))])
  exit(0)
}
