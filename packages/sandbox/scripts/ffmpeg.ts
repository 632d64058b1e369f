import { spawn } from 'node:child_process'

/** Runs ffmpeg to its end; it says only what went wrong. */
export async function ffmpeg(args: readonly string[], input?: Buffer): Promise<void> {
  const child = spawn('ffmpeg', ['-loglevel', 'error', '-y', ...args], { stdio: ['pipe', 'inherit', 'inherit'] })
  child.stdin.end(input)
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve))
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`)
}
