export const partnerId = 101

/**
 * Time of the server and of Discord, ten times as fast as ours: so a lease, a retry and a window of nonces are over sooner, and none of them before another.
 * Every life reads the same.
 */
export const fastNow = (): number => epochMs + (Date.now() - epochMs) * speed
export const speed = 10
const epochMs = Date.UTC(2026, 10, 1)

/** What the process that is killed is told. */
export type CrashSetting = {
  discord: { apiUrl: string; applicationId: string; clientSecret: string; botToken: string }
  guildId: string
  channelId: string
  /** Of the endpoint, and of the signature. */
  token: string
  secret: string
} & ({ store: 'sqlite'; file: string } | { store: 'postgres'; url: string })
