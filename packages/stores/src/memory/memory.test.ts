import {
  describeCursorStore,
  describeDeliveryOutbox,
  describeGrantStore,
  describeIdentityLinks,
  describeInvitationStore,
  describeLinkCodes,
  describeNotificationInbox,
  describePersonalData,
  describeProgrammeStore,
  describeSubscriberStore,
  describeToldChanges,
} from '@kaltura-discord/core/testing'
import { describe, expect, test } from 'vitest'
import { createLruShelf, createMemoryStores } from './index.ts'

describeCursorStore('memory', async () => createMemoryStores().cursors)
describeGrantStore('memory', async () => createMemoryStores().grants)
describeIdentityLinks('memory', async () => createMemoryStores().links)
describeLinkCodes('memory', async () => createMemoryStores().linkCodes)
describeInvitationStore('memory', async () => createMemoryStores().invitations)
describeProgrammeStore('memory', async () => createMemoryStores().programmes)
describeNotificationInbox('memory', async () => createMemoryStores())
describeDeliveryOutbox('memory', async () => createMemoryStores())
describeSubscriberStore('memory', async () => createMemoryStores())
describeToldChanges('memory', async () => createMemoryStores())
describePersonalData('memory', async () => createMemoryStores())

describe('a shelf of copies', () => {
  test('forgets whom nobody asked for, once it is full', () => {
    const shelf = createLruShelf<{ name: string }>({ size: 2 })
    shelf.set('1', { name: 'one' })
    shelf.set('2', { name: 'two' })
    shelf.get('1')
    shelf.set('3', { name: 'three' })

    expect(['1', '2', '3'].map((key) => shelf.get(key)?.name)).toEqual(['one', undefined, 'three'])
  })
})
