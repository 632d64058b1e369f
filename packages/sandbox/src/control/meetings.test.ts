import { encodeKs, ksType } from '@kaltura-discord/kaltura/ks'
import { describe, expect, onTestFinished, test } from 'vitest'
import { eventually, startSandbox } from '../testing/sandbox-under-test.ts'
import { sandboxState } from './contract.ts'

describe('ending a meeting by the control API', () => {
  test('sends everyone out and leaves a recording, which every page is shown', async () => {
    const { sandbox, control } = await startSandbox({ kaltura: true })
    await join(sandbox.kaltura?.kafUrl ?? '', sandbox.environment)
    await eventually(() => sandbox.state().kaltura.meetings[0]?.people.length === 1)
    const { status, json } = await control('POST', '/kaltura/meetings/0_room01ab/end')
    const state = sandboxState.parse((await control('GET', '/state')).json)

    expect(status).toBe(202)
    expect(state.kaltura.meetings[0]?.people).toEqual([])
    expect(state.kaltura.entries.find(({ id }) => id === json.entryId)).toMatchObject({
      status: 'processing',
      tags: ['discord', 'recording'],
    })
  })

  test('needs somebody in it, and a Kaltura', async () => {
    const [withKaltura, without] = [await startSandbox({ kaltura: true }), await startSandbox()]
    expect(await withKaltura.control('POST', '/kaltura/meetings/0_room01ab/end')).toMatchObject({
      status: 409,
      json: { code: 'meeting.empty' },
    })
    expect(await without.control('POST', '/kaltura/meetings/0_room01ab/end')).toMatchObject({
      status: 503,
      json: { code: 'kaltura.absent' },
    })
  })
})

/** Opens the room's page and does what its script does. */
async function join(kafUrl: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const ks = await encodeKs({
    partnerId: Number(environment.KALTURA_PARTNER_ID),
    secret: environment.KALTURA_ADMIN_SECRET ?? '',
    userId: 'mara',
    type: ksType.user,
    expiryUnix: Math.floor(Date.now() / 1000) + 600,
    privileges: 'entryId:0_room01ab,role:adminRole',
  })
  const page = await (await fetch(`${kafUrl}/embeddedrooms/index/view-room/ks/${ks}`)).text()
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  await fetch(`${kafUrl}/sandbox-room/${/data-ticket="(\w+)"/.exec(page)?.[1]}`, { signal: leaving.signal })
}
