import type { Discord } from '../discord/discord.ts'
import type { SandboxKaltura } from '../kaltura/index.ts'

/** What nobody may read on the wires, beside what is made later. */
export function secretsOf({ secrets }: Discord, kaltura: SandboxKaltura | undefined): string[] {
  const ofKaltura = kaltura ? [kaltura.adminSecret, kaltura.notificationSecret, kaltura.appToken.token] : []
  return [secrets.botToken, secrets.clientSecret, ...ofKaltura]
}
