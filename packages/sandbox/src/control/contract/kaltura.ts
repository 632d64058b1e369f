import { z } from 'zod'
import { sandboxBeacon } from '../../kaltura/analytics/beacon-schema.ts'
import { sandboxMeeting } from '../../kaltura/meetings/meeting-schema.ts'

export const sandboxEntry = z.object({
  id: z.string(),
  name: z.string(),
  durationS: z.number(),
  status: z.enum(['ready', 'processing', 'blocked', 'failed', 'deleted']),
  tags: z.array(z.string()),
  thumbnailUrl: z.string(),
  /** How Kaltura delivers it; `live` is HLS without an end, `drm` needs a licence that the sandbox doesn't give. */
  delivery: z.enum(['hls', 'mp4', 'live', 'drm', 'none']),
})

export const sandboxDelivery = z.object({
  entryId: z.string(),
  attempt: z.number(),
  /** HTTP status that the receiver answered; `null` while it is under way or when nobody answered. */
  status: z.number().nullable(),
  atMs: z.number(),
  /** Name of the template that it came by, if somebody set one up by API. */
  template: z.string().optional(),
})

export const sandboxKaltura = z.object({
  entries: z.array(sandboxEntry),
  deliveries: z.array(sandboxDelivery),
  meetings: z.array(sandboxMeeting),
  /** What players told Kaltura's analytics, oldest first. */
  beacons: z.array(sandboxBeacon),
})
export const recordingPublished = z.object({ entryId: z.string() })

export type SandboxEntry = z.infer<typeof sandboxEntry>
export type SandboxMeeting = z.infer<typeof sandboxMeeting>
export type SandboxBeacon = z.infer<typeof sandboxBeacon>
