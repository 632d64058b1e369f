import { createApiClient } from '@kaltura-discord/api'
import { MessageFlags } from 'discord-api-types/v10'
import { expect, test } from 'vitest'
import { beginLink, presentLink, unlink } from './link-account.ts'

const input = {
  guildId: '1100000000000000010',
  channelId: '1100000000000000011',
  member: { userId: '1100000000000000021', displayName: 'Tom', roleIds: [], permissions: '0' },
  locale: 'en' as const,
}
const api = (answer: unknown, status = 200) =>
  createApiClient({
    baseUrl: 'http://server',
    fetch: async (url) => (String(url).endsWith('/remove') || status !== 200 ? Response.json(answer, { status }) : Response.json(answer)),
    token: () => 'token',
  })

test('/kaltura link shows the code to the asker alone, with when it ends', async () => {
  const outcome = await beginLink(api({ kind: 'code', code: 'ABCD-EFGH-JKMN', expiresAtMs: 1_700_000_600_000 }), input)

  expect(presentLink(outcome, 'en')).toMatchObject({
    flags: MessageFlags.Ephemeral,
    content: expect.stringMatching(/`ABCD-EFGH-JKMN`.*<t:1700000600:R>/),
  })
})

test.each([
  [{ kind: 'refused', reason: 'link.given' }, 200, 'Only they can change it'],
  [{ kind: 'unlinked' }, 200, 'not linked any more'],
  [{ kind: 'not-linked' }, 200, 'No Kaltura account was linked'],
  [{}, 503, 'Try again'],
])('/kaltura unlink tells the asker alone of %j', async (answer, status, words) => {
  expect(presentLink(await unlink(api(answer, status), input), 'en')).toMatchObject({
    flags: MessageFlags.Ephemeral,
    content: expect.stringContaining(words),
  })
})
