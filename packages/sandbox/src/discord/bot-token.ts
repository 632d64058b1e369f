import { InvalidInputError } from '@kaltura-discord/core'
import { cast } from './cast.ts'

const form = /^([\w-]{22,28})\.[\w-]{5,7}\.[\w-]{25,110}$/

/** The application that a bot token belongs to: Discord writes the id into the token's first part. `undefined` when it is no bot token. */
export function applicationOfToken(text: string): string | undefined {
  const [, first = ''] = form.exec(text) ?? []
  const id = Buffer.from(first, 'base64url').toString()
  return /^\d{17,20}$/.test(id) ? id : undefined
}

/** @throws InvalidInputError for what no sandbox can have made; says nothing of what it holds */
export function checkSandboxToken(botToken: string): void {
  if (applicationOfToken(botToken) === cast.applicationId) return
  throw new InvalidInputError('This is no bot token of a sandbox. Start once without one, and keep the token that the sandbox then makes.')
}
