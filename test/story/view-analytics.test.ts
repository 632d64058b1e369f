import { cast } from '@kaltura-discord/sandbox'
import { expect, test } from 'vitest'
import { press, settledSkewMs, watchParties } from './watch-party.ts'

const { party, discord, sandbox } = watchParties()
const entryId = '0_lec01abc'

/** What Kaltura's own analytics plugin in the real player told, of one kind, as who saw it. */
const told = (event: string) => (sandbox().state().kaltura?.beacons ?? []).filter((beacon) => beacon.event === event)
const viewersOf = (event: string) => [...new Set(told(event).map(({ userId }) => userId))].sort()
const kalturaId = (part: keyof typeof cast.members) => `discord_${cast.members[part].userId}`

test('three people who watch together are three viewers to Kaltura, of the right entry, each with plays and views of their own', async () => {
  const { tom, mara } = await party({ title: 'Lecture 1: Orbital mechanics' })
  await discord().join('guest')
  const gus = await discord().activity('guest')
  await press(tom, 'Play')
  await settledSkewMs(tom, mara)
  await settledSkewMs(tom, gus)
  const all = [kalturaId('guest'), kalturaId('manager'), kalturaId('member')].sort()
  await expect.poll(() => viewersOf('VIEW'), { timeout: 40_000 }).toEqual(all)
  await expect.poll(() => told('VIEW').length, { timeout: 40_000 }).toBeGreaterThanOrEqual(6)

  expect(viewersOf('PLAY')).toEqual(all)
  expect(told('PLAY')).toHaveLength(3)
  expect(new Set(told('PLAY').map(({ sessionId }) => sessionId)).size).toBe(3)
  expect(new Set([...told('PLAY'), ...told('VIEW')].map((beacon) => `${beacon.partnerId} ${beacon.entryId}`))).toEqual(
    new Set([`${sandbox().environment.KALTURA_PARTNER_ID} ${entryId}`]),
  )
  const { requested } = discord().traffic
  const beacons = requested.filter(({ search }) => search.includes('trackEvent'))
  expect(beacons.length).toBeGreaterThanOrEqual(9)
  expect(beacons.filter(({ pathname }) => pathname !== '/api/v1/media/main/analytics/api_v3/index.php')).toEqual([])
  // Every KS begins so: neither these addresses nor those of the video hold one.
  expect(requested.map(String).filter((address) => address.includes('djJ8'))).toEqual([])
})

test('nobody notices when Kaltura’s analytics is down, or nothing gets there', async () => {
  const fault = sandbox().fault({ place: 'activity-proxy', kind: 'status', status: 502, path: '/api/v1/media/main/analytics' })
  const { tom, mara } = await party({ title: 'Lecture 2: Tides and moons' })
  await press(tom, 'Play')
  const skew = await settledSkewMs(tom, mara)
  fault.remove()

  expect(Math.abs(skew)).toBeLessThan(250)
  expect(await tom.getByRole('alert').count()).toBe(0)
})
