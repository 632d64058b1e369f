import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One operator's configuration, as each loader wants it: the same values, three of them from the environment. */
export interface Setting {
  environment: Readonly<Record<string, string>>
  /** Ours: placeholders in the file. */
  ours: string
  /** node-config: a folder with a file and one that maps variables into it. */
  nodeConfigFolder: string
  /** c12: a folder with a file. It has no layer of environment variables. */
  c12Folder: string
}

const values = {
  discord: { applicationId: '1100000000000000001', botToken: '', clientSecret: 'a client secret' },
  kaltura: { partnerId: 12_345, adminSecret: '', uiConfId: 50_000, serviceUrl: 'https://www.kaltura.com' },
  server: { secret: '', port: 8080, dataDir: '.data' },
  guild: { locale: 'fr', controllers: 'everyone' },
  guilds: Array.from({ length: 50 }, (_, index) => ({ guildId: guildIdOf(index), tags: ['discord'], categories: ['campus>lectures'] })),
}
const environment = { BOT_TOKEN: 'a bot token', ADMIN_SECRET: '0123456789abcdef0123456789abcdef', OWN_SECRET: 'x'.repeat(32) }

export function guildIdOf(index: number): string {
  return String(1_100_000_000_000_000_000n + BigInt(index))
}

export function writeSetting(): Setting {
  const folder = mkdtempSync(join(tmpdir(), 'bench-config-'))
  const [nodeConfigFolder, c12Folder] = [join(folder, 'node-config'), join(folder, 'c12')]
  mkdirSync(nodeConfigFolder)
  mkdirSync(c12Folder)
  const write = (path: string, value: unknown) => writeFileSync(path, JSON.stringify(value, null, 2))
  const from = (tokens: { botToken: string; adminSecret: string; secret: string }) => ({
    ...values,
    discord: { ...values.discord, botToken: tokens.botToken },
    kaltura: { ...values.kaltura, adminSecret: tokens.adminSecret },
    server: { ...values.server, secret: tokens.secret },
  })
  const ours = join(folder, 'ours.json')
  write(ours, from({ botToken: '{{BOT_TOKEN}}', adminSecret: '{{ADMIN_SECRET}}', secret: '{{OWN_SECRET}}' }))
  write(join(nodeConfigFolder, 'default.json'), values)
  write(join(nodeConfigFolder, 'custom-environment-variables.json'), {
    discord: { botToken: 'BOT_TOKEN' },
    kaltura: { adminSecret: 'ADMIN_SECRET' },
    server: { secret: 'OWN_SECRET' },
  })
  write(
    join(c12Folder, 'app.config.json'),
    from({ botToken: environment.BOT_TOKEN, adminSecret: environment.ADMIN_SECRET, secret: environment.OWN_SECRET }),
  )
  return { environment, ours, nodeConfigFolder, c12Folder }
}
