import { createMemoryCache } from '@kaltura-discord/core'
import { expect, test } from 'vitest'
import { apiException, clientOf, createFakeKaltura } from '../client/fake-kaltura.ts'
import { lecture } from './fake-catalog.ts'
import { createPlaylists } from './playlists.ts'

function given(answer: () => unknown = () => [lecture]) {
  const time = { nowMs: 1_800_000_000_000 }
  const kaltura = createFakeKaltura(answer)
  const playlists = createPlaylists({ client: clientOf(kaltura), account: '101@https://kaltura.example:', now: () => time.nowMs })
  const listed = async (id = '1_list0001') => (await playlists.resolve({ tags: [], categories: [], playlists: [id] })).listed.get(id)
  return { time, calls: kaltura.calls, listed }
}

test('a playlist is asked for once a minute, however many want to know', async () => {
  const { calls, listed, time } = given()
  await Promise.all([listed(), listed(), listed()])
  time.nowMs += 59_999
  await listed()
  expect(calls).toMatchObject([{ name: 'playlist.execute', body: { id: '1_list0001' } }])

  time.nowMs += 1
  expect(await listed()).toEqual([lecture.id])
  expect(calls).toHaveLength(2)
})

test('[A96] when the clock went back an hour a playlist is asked for at once, and not an hour later', async () => {
  const { calls, listed, time } = given()
  await listed()
  time.nowMs -= 3_600_000
  await listed()
  await listed()

  expect(calls).toHaveLength(2)
})

test('one that is gone holds nothing; one that could not be asked for is asked for again', async () => {
  let answer: unknown = apiException('ENTRY_ID_NOT_FOUND')
  const gone = given(() => answer)
  expect(await gone.listed()).toEqual([])

  answer = apiException('INTERNAL_SERVERL_ERROR')
  const broken = given(() => answer)
  await expect(broken.listed()).rejects.toThrow()
  answer = [lecture, { id: 7 }, null]
  expect(await broken.listed()).toEqual([lecture.id])
})

test('servers and accounts may share what is known, and one account is never told what is in a playlist of another', async () => {
  const kaltura = createFakeKaltura(() => [lecture])
  const caching = { cache: createMemoryCache({ size: 10, now: () => 0 }), ttlMs: 60_000 }
  const open = (account: string) => createPlaylists({ client: clientOf(kaltura), account, now: () => 0, caching })
  const scope = { tags: [], categories: [], playlists: ['1_list0001'] }
  await open('101@https://kaltura.example:').resolve(scope)
  await open('101@https://kaltura.example:').resolve(scope)
  expect(kaltura.calls).toHaveLength(1)

  await open('102@https://kaltura.example:').resolve(scope)
  expect(kaltura.calls).toHaveLength(2)
})
