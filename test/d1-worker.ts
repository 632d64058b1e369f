import type { D1Client } from '@kaltura-discord/stores/d1'

/** A database and nothing else, for workerd: runs the statements that it is sent as one batch. */
// biome-ignore lint/style/noDefaultExport: Workers take their handlers from the default export
export default {
  async fetch(request: Request, { DB }: { DB: D1Client }): Promise<Response> {
    const statements: { sql: string; parameters: unknown[] }[] = await request.json()
    try {
      return Response.json(await DB.batch(statements.map(({ sql, parameters }) => DB.prepare(sql).bind(...parameters))))
    } catch (error) {
      return new Response(String(error), { status: 500 })
    }
  },
}
