import { z } from 'zod'
import { clientSettings } from '../../discord/client-settings.ts'
import { sandboxFault } from '../../faults/fault-schema.ts'
import { scenarioStatus } from '../../scenario/scenario-schema.ts'
import { sandboxInstance } from './activities.ts'
import { sandboxEvent, sandboxInvite, sandboxQuickLink, sandboxVoiceChannel } from './attendance.ts'
import { sandboxKaltura } from './kaltura.ts'
import { sandboxMessage, sandboxModal } from './messages.ts'
import { sandboxMember } from './people.ts'
import { sandboxDirect, sandboxGuild } from './places.ts'

/** All that the page shows. */
export const sandboxState = z.object({
  /** The first guild, and its channels that are for text; all of them are in `guilds`. */
  guild: z.object({ id: z.string(), name: z.string() }),
  channels: z.array(z.object({ id: z.string(), name: z.string() })),
  guilds: z.array(sandboxGuild),
  directs: z.array(sandboxDirect),
  /** Ids of the people who installed the app for themselves. */
  installedFor: z.array(z.string()),
  members: z.array(sandboxMember),
  bot: z.object({ id: z.string(), name: z.string(), online: z.boolean() }),
  /** Application commands as the bot registered them over REST, in Discord's own JSON. */
  commands: z.array(z.record(z.string(), z.unknown())),
  messages: z.array(sandboxMessage),
  instances: z.array(sandboxInstance),
  modals: z.array(sandboxModal),
  voiceChannels: z.array(sandboxVoiceChannel),
  events: z.array(sandboxEvent),
  invites: z.array(sandboxInvite),
  quickLinks: z.array(sandboxQuickLink),
  /** By user id, of everybody whose client was ever changed; the others have `firstClient`. */
  clients: z.record(z.string(), clientSettings),
  faults: z.array(sandboxFault),
  /** What every chance in a fault is drawn from: the same seed makes the same run again. */
  seed: z.number().int(),
  scenario: scenarioStatus,
  kaltura: sandboxKaltura,
})
export type SandboxState = z.infer<typeof sandboxState>
