import { createLiveWatcher } from '@kaltura-discord/kaltura'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startAccount } from '../testing/account-under-test.ts'
import { object } from '../testing/plugin-client.ts'
import { eventually } from '../testing/sandbox-under-test.ts'
import { studyRoomId } from './catalogue.ts'

const [onAir, offAir] = ['0_l1ve01ab', '0_live0off']

/** A watcher whose next look begins when the test says so, however long its timer was for. */
async function start() {
  const account = await startAccount()
  const waiting = new Map<object, { run: () => void; afterMs: number }>()
  const changes: object[] = []
  const failures: unknown[] = []
  const watcher = createLiveWatcher({
    client: account.clientFor({ kind: 'catalogue' }),
    calendar: { client: account.clientFor({ kind: 'meeting-planner' }), rooms: () => [studyRoomId] },
    entries: () => [onAir, offAir],
    now: account.now,
    timer(run, afterMs) {
      const key = {}
      waiting.set(key, { run, afterMs })
      return () => void waiting.delete(key)
    },
    random: () => 0.5,
    onChange: (change) => changes.push(change),
    onFailure: (error) => failures.push(error),
  })
  onTestFinished(watcher.stop)
  /** Time passes, the next look is made, and is over when the one after it is planned. */
  const look = async (afterMs = 0) => {
    const [key, { run }] = await eventually(() => [...waiting][0])
    account.pass(afterMs)
    waiting.delete(key)
    run()
    const deadlineMs = 30_000
    return eventually(() => [...waiting.values()].find((timer) => timer.afterMs !== deadlineMs && waiting.size === 1)?.afterMs)
  }
  return { ...account, look, changes, failures }
}

describe('a live watcher of the sandbox’s Kaltura', () => {
  test('finds what is on air, and that it ended when its entry is deleted', async () => {
    const { look, changes, failures, call } = await start()
    expect(await look()).toBe(10_000)
    expect(changes).toMatchObject([{ subject: 'broadcast', kind: 'started', entryId: onAir, alreadyOn: true }])

    await call('baseEntry', 'deleteAction', onAir)
    await look(10_000)
    expect(changes.slice(1)).toMatchObject([{ subject: 'broadcast', kind: 'ended', entryId: onAir }])
    expect(await look(10_000)).toBe(40_000)
    expect(failures).toEqual([])
  })

  test('tells a meeting of a room by its calendar, from a KS that may read it', async () => {
    const { look, changes, failures, call, now } = await start()
    const startDate = now() / 1000 + 60
    const times = { startDate, endDate: startDate + 600, recurrenceType: 0, summary: 'Study group' }
    const event = await call('scheduleEvent', 'add', object('MeetingScheduleEvent', { ...times, templateEntryId: studyRoomId }))
    await look()
    await look(60_000)
    await look(600_000)

    const meeting = { subject: 'meeting', entryId: studyRoomId, scheduleEventId: String(event.id) }
    expect(changes.slice(1)).toMatchObject([
      { ...meeting, kind: 'started', sinceMs: startDate * 1000, alreadyOn: false },
      { ...meeting, kind: 'ended' },
    ])
    expect(failures).toEqual([])
  })
})
