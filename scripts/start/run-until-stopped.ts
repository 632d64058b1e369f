import { CodedError } from '@kaltura-discord/core'
import type { Progress } from './progress.ts'

/** Starts something and keeps it until Ctrl-C or a termination signal; then ends all of it, and does not wait for ever. */
export async function runUntilStopped(progress: Progress, start: () => Promise<{ close(): Promise<void> }>): Promise<void> {
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done())
  })
  try {
    const running = await start()
    await stopped
    progress.say('\nStopping.')
    await Promise.race([running.close(), new Promise((done) => setTimeout(done, 5000))])
    process.exit(0)
  } catch (error) {
    // Only our own errors have words for people; anything else is a bug and shows itself whole.
    process.stderr.write(
      error instanceof CodedError ? `\n${error.message}\n` : `\n${error instanceof Error ? error.stack : String(error)}\n`,
    )
    process.exit(1)
  }
}
