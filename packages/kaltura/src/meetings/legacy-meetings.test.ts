import { describe, expect, test } from 'vitest'
import { draft, expiresAtMs, fakeMeetings, guildId, mara, startUnix } from './fake-meetings.ts'

describe('legacy rooms', () => {
  test.each([
    ['webinar', 'webinar'],
    ['classroom', 'virtual_classroom'],
  ] as const)('a %s is a resource, an event of its mode, and the booking of one by the other', async (type, mode) => {
    const { provider, sent } = fakeMeetings('legacy', [{ id: 88 }, { id: 421 }, {}])
    const created = await provider.create({ ...draft, type })

    expect(created).toMatchObject({ kind: 'created', meeting: { id: '421' } })
    expect(sent).toMatchObject([
      {
        path: 'multirequest',
        body: {
          0: {
            service: 'schedule_scheduleresource',
            action: 'add',
            scheduleResource: { objectType: 'KalturaLocationScheduleResource', name: 'Colloquium', tags: 'vcprovider:newrow' },
          },
          1: {
            service: 'schedule_scheduleevent',
            action: 'add',
            scheduleEvent: {
              objectType: 'KalturaRecordScheduleEvent',
              summary: 'Colloquium',
              startDate: startUnix,
              endDate: startUnix + 3600,
              recurrenceType: 0,
              tags: `discord-guild-${guildId},discord-meeting-${type},discord-zone:Europe/Berlin,custom_rs_class_mode:${mode},custom_rs_show_invite:0`,
            },
          },
          2: {
            service: 'schedule_scheduleeventresource',
            action: 'add',
            scheduleEventResource: { eventId: '{2:result:id}', resourceId: '{1:result:id}' },
          },
        },
      },
    ])
  })

  test('a meeting that could not be booked is taken back', async () => {
    const no = { objectType: 'KalturaAPIException', code: 'SERVICE_FORBIDDEN', message: '', args: [] }
    const { provider, sent } = fakeMeetings('legacy', [{ id: 88 }, { id: 421 }, no], {}, {})

    expect(await provider.create({ ...draft, type: 'webinar' })).toEqual({ kind: 'forbidden' })
    expect(sent.slice(1)).toMatchObject([
      { path: 'schedule_scheduleevent delete', body: { scheduleEventId: 421 } },
      { path: 'schedule_scheduleresource delete', body: { scheduleResourceId: 88 } },
    ])
  })

  test('a link leads to the launch page, with a KS for the event', async () => {
    const tags = `discord-guild-${guildId}`
    const { provider, grants } = fakeMeetings('legacy', { id: 421, tags, status: 2, startDate: 1, endDate: 2, recurrenceType: 0 })

    expect(await provider.join({ guildId, meetingId: '421' }, { ...mara, role: 'moderator' })).toEqual({
      kind: 'link',
      url: 'https://kaf.example/virtualEvent/launch?ks=djJ8-of-mara==',
      expiresAtMs,
    })
    expect(grants.at(-1)).toEqual({ kind: 'meeting-host', place: { kind: 'event', id: '421' }, userId: mara.userId, name: 'Mara Lind' })
  })
})
