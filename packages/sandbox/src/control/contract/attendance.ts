import { z } from 'zod'

/** What the page and tests may ask about voice, events, invites and links; see the table in `contract.ts`. */
export const voiceJoin = z.object({
  channelId: z.string().max(20),
  selfMute: z.boolean().default(false),
  selfDeaf: z.boolean().default(false),
  selfVideo: z.boolean().default(false),
  selfStream: z.boolean().default(false),
})
export const speaking = z.object({ speaking: z.boolean() })
export const linkOpening = z.object({ url: z.string().max(2_000), channelId: z.string().max(20), sharedBy: z.string().max(20).optional() })
export const arrival = z.object({ channelId: z.string(), instanceId: z.string().nullable() })

/** A voice channel with who is in it. */
export const sandboxVoiceChannel = z.object({
  id: z.string(),
  guildId: z.string(),
  name: z.string(),
  status: z.string().nullable(),
  people: z.array(
    z.object({
      userId: z.string(),
      name: z.string(),
      muted: z.boolean(),
      deafened: z.boolean(),
      speaking: z.boolean(),
      video: z.boolean(),
      streaming: z.boolean(),
    }),
  ),
})
export type SandboxVoiceChannel = z.infer<typeof sandboxVoiceChannel>

/** Something that is going to happen in a guild, or happens. */
export const sandboxEvent = z.object({
  id: z.string(),
  guildId: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  /** Where it is, in words. */
  place: z.string(),
  channelId: z.string().nullable(),
  startsAtMs: z.number(),
  endsAtMs: z.number().nullable(),
  active: z.boolean(),
  recurs: z.boolean(),
  interested: z.array(z.string()),
  /** Who sees it. */
  visibleTo: z.array(z.string()),
})
export type SandboxEvent = z.infer<typeof sandboxEvent>

/** An invite, for the page to show what a link leads to. */
export const sandboxInvite = z.object({ code: z.string(), channelId: z.string(), channelName: z.string(), opensActivity: z.boolean() })
export type SandboxInvite = z.infer<typeof sandboxInvite>

/** A quick link, for the card that it is shown as. */
export const sandboxQuickLink = z.object({ id: z.string(), title: z.string(), description: z.string(), image: z.string() })
export type SandboxQuickLink = z.infer<typeof sandboxQuickLink>
