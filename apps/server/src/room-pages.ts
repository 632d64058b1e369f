import type { Settings } from '@kaltura-discord/core'
import type { RoomOrigins } from '@kaltura-discord/server'

/** Who may open rooms: the Activity as Discord serves it, the page for people outside of Discord, and what this server serves itself. */
export function roomPages({ DISCORD_APPLICATION_ID: applicationId, PUBLIC_URL: publicUrl }: Settings): RoomOrigins {
  return ['same-host', `https://${applicationId}.discordsays.com`, ...(publicUrl === undefined ? [] : [publicUrl])]
}
