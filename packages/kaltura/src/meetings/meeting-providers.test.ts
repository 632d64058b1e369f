import { InvalidInputError } from '@kaltura-discord/core'
import { expect, test } from 'vitest'
import { createFakeKaltura } from '../client/fake-kaltura.ts'
import { createKalturaClient } from '../client/kaltura-client.ts'
import { createLocalKsIssuer } from '../grants/local-ks-issuer.ts'
import { createMeetingProviders } from './meeting-providers.ts'

const now = () => 0
const issuer = createLocalKsIssuer({ partnerId: 102, secret: 'of-a-test', now })
const client = createKalturaClient({ serviceUrl: 'https://api.example', partnerId: 102, fetch: createFakeKaltura(() => ({})).fetch })

test('each connection has the meetings of its kind, and one that is not set up has none', () => {
  const providers = createMeetingProviders({ campus: { kind: 'legacy', client, issuer, kafUrl: 'https://kaf.example', now } })

  expect(providers.find('campus')?.supports).toMatchObject({ types: ['webinar', 'classroom'] })
  expect(providers.find('library')).toBeUndefined()
})

test.each(['http://kaf.example', 'https://kaf.example/?ks=1', 'https://me:secret@kaf.example', 'kaf.example'])(
  'no KS is put behind %s',
  (kafUrl) => {
    expect(() => createMeetingProviders({ campus: { kind: 'legacy', client, issuer, kafUrl, now } })).toThrow(InvalidInputError)
  },
)
