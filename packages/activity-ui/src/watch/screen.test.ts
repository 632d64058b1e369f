import { CodedError } from '@kaltura-discord/core'
import type { KalturaPlayback } from '@kaltura-discord/kaltura/player'
import { createVirtualPlayer, createVirtualTime } from '@kaltura-discord/sync/testing'
import { expect, test } from 'vitest'
import { createScreen } from './screen.ts'

const opened = (id: string) => ({
  entry: { id, name: id, description: '', durationS: 60, kind: 'video' as const },
  player: { partnerId: 1, uiConfId: 2, scriptPath: '/s', doorPath: '/d', ks: 'pass' },
})
const denied = new CodedError({ code: 'entry-unknown', message: 'This video is not available here.', retryable: false })

/** A screen that shows `first`; what is opened next waits until it is let. */
function scene(slow?: string) {
  const heard: string[] = []
  const waiting = new Map<string, { let: () => void; refuse: (error: unknown) => void }>()
  const time = createVirtualTime()
  const playbackOf = (id: string) =>
    ({ player: createVirtualPlayer({ time }), destroy: () => heard.push(`destroyed ${id}`) }) as unknown as KalturaPlayback
  const screen = createScreen({
    first: { opened: opened('first'), playback: playbackOf('first') },
    open: (id) => new Promise((done, fail) => waiting.set(id, { let: () => done(opened(id)), refuse: fail })),
    play: async ({ entry }) => {
      if (entry.id === slow) await new Promise<void>((done) => time.after(1000, done))
      return playbackOf(entry.id)
    },
    onLoaded: () => heard.push(`loaded ${screen.loaded()}`),
  })
  return { screen, heard, waiting, time }
}

test('another entry takes the place of the first, whose player is gone before', async () => {
  const { screen, heard, waiting, time } = scene()
  screen.show('next')
  expect([screen.loaded(), screen.player.readiness(), screen.shown.value.kind]).toEqual([undefined, 'loading', 'opening'])
  waiting.get('next')?.let()
  await time.pass(1)

  expect(heard).toEqual(['destroyed first', 'loaded next'])
  expect(screen.loaded()).toBe('next')
})

test('whoever may not see the next one is told so, in the server’s words, and can watch what comes after it', async () => {
  const { screen, waiting, time } = scene()
  screen.show('secret')
  waiting.get('secret')?.refuse(denied)
  await time.pass(1)
  expect(screen.shown.value).toEqual({
    kind: 'refused',
    why: { kind: 'failed', sentence: 'This video is not available here.', again: false },
  })
  screen.show('open')
  waiting.get('open')?.let()
  await time.pass(1)

  expect(screen.loaded()).toBe('open')
})

test('of two wishes the later one counts, in whatever order they are answered', async () => {
  const { screen, heard, waiting, time } = scene()
  screen.show('one')
  screen.show('two')
  waiting.get('two')?.let()
  await time.pass(1)
  waiting.get('one')?.let()
  await time.pass(1)

  expect(screen.loaded()).toBe('two')
  expect(heard).toEqual(['destroyed first', 'loaded two'])
})

test('a player that is there only when something else is wanted is taken off the page again', async () => {
  const { screen, heard, waiting, time } = scene('slow')
  screen.show('slow')
  waiting.get('slow')?.let()
  await time.pass(1)
  screen.show('next')
  waiting.get('next')?.let()
  await time.pass(2000)

  expect(screen.loaded()).toBe('next')
  expect(heard).toEqual(['destroyed first', 'loaded next', 'destroyed slow'])
})

test('what did not open can be tried again', async () => {
  const { screen, waiting, time } = scene()
  screen.show('next')
  waiting.get('next')?.refuse(new CodedError({ code: 'upstream.unavailable', message: 'Away.', retryable: true }))
  await time.pass(1)
  screen.again()
  waiting.get('next')?.let()
  await time.pass(1)

  expect(screen.loaded()).toBe('next')
})

test('what is answered after the end is taken off the page at once', async () => {
  const { screen, heard, waiting, time } = scene()
  screen.show('next')
  screen.close()
  waiting.get('next')?.let()
  await time.pass(1)

  expect(heard).toEqual(['destroyed first'])
  expect(screen.loaded()).toBeUndefined()
})
