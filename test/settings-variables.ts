import { cast, type Sandbox } from '@kaltura-discord/sandbox'

/** A complete set of environment variables for our programs, pointing at stand-ins on this machine. */
export function settingsVariables(sandbox: Sandbox): Record<string, string> {
  return {
    ...sandbox.environment,
    SERVER_SECRET: 'a secret of thirty-two characters or more',
    KALTURA_NOTIFICATION_TOKEN: 'an endpoint token',
    URL_MAPPINGS: `/kaltura=${sandbox.kaltura?.apiUrl},/kaltura-media=${sandbox.kaltura?.mediaUrl}`,
    GUILDS: JSON.stringify([
      { guildId: cast.guild.id, tags: ['discord'], controllers: [cast.roles.student.id], announceChannelId: cast.channels.general.id },
    ]),
  }
}
