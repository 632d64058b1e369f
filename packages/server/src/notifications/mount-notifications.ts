import { notificationRoutes } from '@kaltura-discord/api'
import type { NotificationInbox, NotificationSubject } from '@kaltura-discord/core'
import { type ParsedHttpNotification, parseHttpNotification, verifyHttpNotification } from '@kaltura-discord/kaltura'
import type { Hono } from 'hono'
import type { KalturaConnection } from '../connection.ts'
import { readRequestBody } from '../http/body.ts'
import { sameText } from '../http/guards.ts'
import { honoPath } from '../http/hono-path.ts'
import { RequestProblem } from '../http/request-problem.ts'

export interface NotificationDependencies {
  connection(name: string): Pick<KalturaConnection, 'partnerId' | 'notifications'> | undefined
  inbox: Pick<NotificationInbox, 'accept'>
  now(): number
  /** Called after something new was stored, to deliver it soon. */
  wake(): void
}

const bodyLimitBytes = 256 * 1024
const tokenHeader = 'x-kaltura-discord-token'

/**
 * The receiver of Kaltura's HTTP notifications: endpoint token, signature over the raw bytes, strict JSON, the right account, then stored before it is acknowledged.
 * Kaltura counts only 200 (and 204) as delivered, and gives up after a few attempts.
 */
export function mountNotifications(app: Hono, { connection, inbox, now, wake }: NotificationDependencies): void {
  app.post(honoPath(notificationRoutes.kalturaNotification), async (context) => {
    const name = context.req.param('connection') ?? ''
    const account = connection(name)
    const known = account?.notifications
    // An unknown connection and a wrong token look the same from outside.
    if (!known || !sameText(context.req.header(tokenHeader) ?? '', known.token)) {
      throw new RequestProblem('notification.token')
    }
    const body = await readRequestBody(context.req.raw, bodyLimitBytes)
    const { headers } = context.req.raw
    const verdict = await verifyHttpNotification({ secrets: known.secrets, algorithms: ['sha256', 'sha512'], headers, body })
    if (verdict.kind !== 'verified') throw new RequestProblem('notification.signature')

    const parsed = await parseHttpNotification(verdict.json)
    if (parsed.kind === 'malformed') throw new RequestProblem('notification.malformed')
    // Kaltura signs with a secret that accounts may share, and not whose account it is. Where it doesn't say, the endpoint token stands for it.
    if (parsed.partnerId !== undefined && parsed.partnerId !== account.partnerId) throw new RequestProblem('notification.partner')
    const subject = subjectOf(parsed)
    if (!subject) return context.json({ outcome: 'ignored' }, 200)
    const outcome = await inbox.accept({ connection: name, dedupeKeys: parsed.dedupeKeys, subject, receivedAtMs: now() })
    if (outcome.kind === 'accepted') wake()
    return context.json({ outcome: outcome.kind }, 200)
  })
}

/** What channels may hear of; `undefined` for what happens behind the scenes. */
function subjectOf(parsed: ParsedHttpNotification): NotificationSubject | undefined {
  if (parsed.kind === 'entry-ready') return { kind: 'entry-ready', entryId: parsed.entryId }
  if (parsed.kind === 'captions-ready') return { kind: 'captions-ready', entryId: parsed.entryId, language: parsed.language }
  return undefined
}
