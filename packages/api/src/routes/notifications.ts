import { z } from 'zod'
import { route } from './route.ts'

/** Calls of Kaltura. The body is judged as raw bytes, before it is JSON. */
export const notificationRoutes = {
  kalturaNotification: route({
    name: 'kalturaNotification',
    method: 'POST',
    path: '/api/v1/kaltura/{connection}/notifications',
    summary: 'A signed HTTP notification of a Kaltura account',
    access: 'kaltura',
    params: z.object({ connection: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
    answer: z.object({ outcome: z.enum(['accepted', 'duplicate', 'ignored']) }),
  }),
} as const
