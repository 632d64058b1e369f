import { type Context, Hono } from 'hono'
import type { Attachments } from '../attachments.ts'

/** What a browser may show by itself. Everything else is saved, so that no file of a bot becomes a page of this origin. */
const shown = /^(image\/(png|jpeg|gif|webp)|video\/|audio\/)/

/** Plays `cdn.discordapp.com/attachments`: the files of messages, for whoever knows their address. */
export function attachmentRoutes(attachments: Attachments): Hono {
  return new Hono().get('/attachments/:channel/:id/:name', (c: Context) => {
    const file = attachments.find(c.req.param('channel') ?? '', c.req.param('id') ?? '', c.req.param('name') ?? '')
    if (!file) return c.text('This content is no longer available.', 404)
    const { content_type: type = 'application/octet-stream', filename } = file.attachment
    return c.body(new Uint8Array(file.bytes), 200, {
      'content-type': type,
      'content-disposition': `${shown.test(type) ? 'inline' : 'attachment'}; filename="${filename}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
    })
  })
}
