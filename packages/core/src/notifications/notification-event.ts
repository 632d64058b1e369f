/** What a channel can be told of, in the order in which it happens to one subject. */
export const notificationEvents = [
  'meeting-scheduled',
  'meeting-started',
  'live-started',
  'meeting-ended',
  'live-ended',
  'entry-ready',
  'recording-ready',
  'captions-ready',
] as const

export type NotificationEvent = (typeof notificationEvents)[number]
