import { expect, test } from 'vitest'
import { keptForMs } from '../../privacy/kept-for.ts'
import { readSettings } from '../read-settings.ts'
import { keptForOf, retentionSettings } from './retention.ts'

const unitMs = { days: 86_400_000, hours: 3_600_000 }
const complete = {
  DISCORD_APPLICATION_ID: '1100000000000000001',
  DISCORD_BOT_TOKEN: 'token',
  DISCORD_CLIENT_SECRET: 'client secret',
  KALTURA_PARTNER_ID: '12345',
  KALTURA_ADMIN_SECRET: '0123456789abcdef0123456789abcdef',
  KALTURA_UICONF_ID: '50000',
  SERVER_SECRET: 'x'.repeat(32),
  GUILDS: '[]',
}

function keptFor(more: Readonly<Record<string, string>> = {}) {
  const outcome = readSettings({ environment: { ...complete, ...more } })
  return outcome.kind === 'complete' ? keptForOf(outcome.settings) : outcome
}

test('with nothing said, everything is kept as long as the stores keep it by themselves', () => {
  expect(keptFor()).toEqual(keptForMs)
})

test('each age has one setting, which changes that age and no other', () => {
  const rows = Object.entries(retentionSettings)
  const longest = rows.map(([name, { most }]) => keptFor({ [name]: String(most) }))

  expect(longest).toEqual(rows.map(([, { kept, unit, most }]) => ({ ...keptForMs, [kept]: most * unitMs[unit] })))
  expect(rows.map(([, { kept }]) => kept).sort()).toEqual(Object.keys(keptForMs).sort())
})

test('an age out of its bounds, or in halves, is not usable, and the problem names the setting and says what is', () => {
  const outcome = keptFor({ KEEP_NOTIFICATIONS_DAYS: '6', KEEP_AUDIT_DAYS: '3651', KEEP_LINK_CODES_HOURS: '0.5' })

  expect(outcome).toMatchObject({
    problems: [
      'KEEP_LINK_CODES_HOURS is not usable: must be a whole number from 1 to 720',
      'KEEP_NOTIFICATIONS_DAYS is not usable: must be a whole number from 7 to 3650',
      'KEEP_AUDIT_DAYS is not usable: must be a whole number from 1 to 3650',
    ],
  })
})
