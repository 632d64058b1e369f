import { serve } from '@hono/node-server'
import { createApp } from './app.ts'

const { app, notifications, stores } = createApp(process.env)
notifications.start()
const server = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) })

process.once('SIGTERM', async () => {
  server.close()
  await notifications.close()
  await stores.close()
})
