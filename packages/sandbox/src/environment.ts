import type { Discord } from './discord/discord.ts'
import type { SandboxKaltura } from './kaltura/index.ts'

/** The environment variables that point our apps at the sandbox. */
export function environmentOf(discord: Discord, kaltura: SandboxKaltura | undefined): Record<string, string> {
  return {
    DISCORD_APPLICATION_ID: discord.store.world.application.id,
    DISCORD_BOT_TOKEN: discord.secrets.botToken,
    DISCORD_CLIENT_SECRET: discord.secrets.clientSecret,
    ...(kaltura
      ? {
          KALTURA_PARTNER_ID: String(kaltura.partnerId),
          KALTURA_ADMIN_SECRET: kaltura.adminSecret,
          KALTURA_SERVICE_URL: kaltura.apiUrl,
          KALTURA_ANALYTICS_URL: kaltura.apiUrl,
          KALTURA_UICONF_ID: String(kaltura.uiConfId),
          KALTURA_NOTIFICATION_SECRET: kaltura.notificationSecret,
        }
      : {}),
  }
}
