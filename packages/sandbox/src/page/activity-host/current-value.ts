import type { ActivityHostOptions } from './activity-host.ts'

/** What an event would tell now; `undefined` for events that tell of a moment only, such as somebody speaking. */
export function currentValue(event: string, { participants, people, userId, channel, screen, settings }: ActivityHostOptions): unknown {
  const me = people().find((person) => person.id === userId)
  switch (event) {
    case 'ACTIVITY_INSTANCE_PARTICIPANTS_UPDATE':
      return { participants: participants() }
    case 'ACTIVITY_LAYOUT_MODE_UPDATE':
      return { layout_mode: screen().layoutMode }
    case 'ORIENTATION_UPDATE': {
      // The SDK drops the event without the deprecated `orientation`, although Discord's own documentation leaves it out.
      const { landscape } = screen()
      const screen_orientation = landscape ? 1 : 0
      return settings().events === 'complete'
        ? { screen_orientation, orientation: landscape ? 'landscape' : 'portrait' }
        : { screen_orientation }
    }
    case 'THERMAL_STATE_UPDATE':
      return { thermal_state: screen().thermalState }
    case 'CURRENT_USER_UPDATE':
      return me && { ...me, premium_type: null }
    case 'CURRENT_GUILD_MEMBER_UPDATE':
      return (
        me && {
          user_id: me.id,
          nick: me.nickname,
          guild_id: channel.guildId,
          avatar: null,
          avatar_decoration_data: null,
          color_string: null,
        }
      )
    default:
      return undefined
  }
}
