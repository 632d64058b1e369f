import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createSandbox } from './sandbox.ts'
import { startSandbox } from './testing/sandbox-under-test.ts'

test('a sandbox answers as localhost and as 127.0.0.1, and closes twice without harm', async () => {
  const { sandbox } = await startSandbox()
  const byNumber = sandbox.url.replace('localhost', '127.0.0.1')

  const health = await Promise.all([fetch(`${sandbox.url}/sandbox/health`), fetch(`${byNumber}/sandbox/health`)])
  const page = await fetch(`${byNumber}/`, { redirect: 'manual' })
  await sandbox.close()
  await sandbox.close()

  expect(health.map((response) => response.status)).toEqual([200, 200])
  expect([page.status, page.headers.get('location')]).toEqual([302, sandbox.url])
  await expect(fetch(`${byNumber}/sandbox/health`)).rejects.toThrow()
})

test('a taken port is an error that says what to do, and leaves nothing open', async () => {
  const { sandbox } = await startSandbox()
  const port = Number(new URL(sandbox.url).port)

  await expect(createSandbox({ port, kaltura: false })).rejects.toMatchObject({
    code: 'sandbox.port-taken',
    message: `Port ${port} is in use by another program. Stop that program, or choose another port.`,
  })
})

test('a page that is built after the start is served from its folder, and nothing outside it', async () => {
  const pageDir = join(mkdtempSync(join(tmpdir(), 'sandbox-page-')), 'page')
  const sandbox = await createSandbox({ port: 0, kaltura: false, pageDir })
  onTestFinished(() => sandbox.close())
  const early = await fetch(`${sandbox.url}/`)
  mkdirSync(pageDir)
  writeFileSync(join(pageDir, 'index.html'), '<!doctype html>page')

  const page = await fetch(`${sandbox.url}/`)
  const outside = await fetch(`${sandbox.url}/..%2f..%2fetc/passwd`)

  expect([early.status, page.status, await page.text()]).toEqual([503, 200, '<!doctype html>page'])
  expect(outside.status).toBe(404)
})

test('with a Kaltura, the environment names both and the proxy maps to it', async () => {
  const { sandbox, control } = await startSandbox({ kaltura: true })

  const published = await control('POST', '/kaltura/recordings')
  const mapped = await fetch(`${sandbox.activityOrigin}/kaltura/api_v3/service/system/action/ping?format=1`)

  expect(Object.keys(sandbox.environment).sort()).toEqual([
    'DISCORD_APPLICATION_ID',
    'DISCORD_BOT_TOKEN',
    'DISCORD_CLIENT_SECRET',
    'KALTURA_ADMIN_SECRET',
    'KALTURA_ANALYTICS_URL',
    'KALTURA_NOTIFICATION_SECRET',
    'KALTURA_PARTNER_ID',
    'KALTURA_SERVICE_URL',
    'KALTURA_UICONF_ID',
  ])
  expect(sandbox.state().kaltura.entries.map((entry) => entry.id)).toContain(published.json.entryId)
  expect(mapped.status).not.toBe(502)
})
