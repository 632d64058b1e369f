import type { EventLog } from '@kaltura-discord/core'
import type { KsIssue } from '@kaltura-discord/kaltura'
import { happened } from './tell.ts'

const purposes = {
  viewer: 'check',
  catalogue: 'catalogue',
  'meeting-planner': 'planning',
  'meeting-host': 'meeting',
  'meeting-guest': 'meeting',
  setup: 'setup',
} as const

export interface OwnKsOptions {
  events: EventLog
  /** The name of the Kaltura connection. */
  connection: string
  /** Milliseconds since 1970. */
  now(): number
}

/**
 * Writes down the KS that a server makes for itself; `onKsIssued` of `createKalturaAccount`. One is renewed about every nine minutes while it is used, so they
 * leave some 160 entries in a day for each process, connection and kind.
 */
export function recordOwnKs({ events, connection, now }: OwnKsOptions): (issue: KsIssue) => Promise<void> {
  return async (issue) => {
    const data = { connection, ...issue, purpose: purposes[issue.grant], privileges: [...issue.privileges] }
    await events.publish([happened({ type: 'ks.issued', guildId: undefined, actor: { kind: 'program', id: 'server' }, data }, now())])
  }
}
