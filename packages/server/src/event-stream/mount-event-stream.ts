import { rawRoutes } from '@kaltura-discord/api'
import type { Hono } from 'hono'
import { valid } from '../http/mount.ts'
import type { createEventStreams } from './event-streams.ts'

export interface EventStreamDependencies {
  streams: Pick<ReturnType<typeof createEventStreams>, 'answer'>
  guard(request: Request): Promise<unknown>
}

/** What happened, as it happens, for programs with the service token. */
export function mountEventStream(app: Hono, { streams, guard }: EventStreamDependencies): void {
  const { path, query } = rawRoutes.eventStream
  app.get(path, async (context) => {
    await guard(context.req.raw)
    const { after, guildId } = valid(query, context.req.query(), 'query')
    // Whoever comes back says what they had, with the address that they began with.
    const had = context.req.header('last-event-id')
    const wanted = had === undefined ? { after } : valid(query.pick({ after: true }), { after: had }, 'header')
    return streams.answer(context, { ...wanted, guildId })
  })
}
