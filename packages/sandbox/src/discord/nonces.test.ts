import { expect, test } from 'vitest'
import { startDiscord } from '../testing/discord-under-test.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { cast } from './cast.ts'

const channelId = cast.channels.general.id
const draft = { content: 'ready', nonce: 'entry-1', enforce_nonce: true }

async function discordWithMessage() {
  const clock = createManualClock()
  const { discord } = await startDiscord({ clock })
  return { clock, messages: discord.messages, first: discord.messages.post({ channelId, draft }) }
}

test('a nonce that is enforced gives the first message again, also after hundreds of others', async () => {
  const { messages, first } = await discordWithMessage()
  for (const count of Array(600).keys()) messages.post({ channelId, draft: { content: `${count}` } })

  expect(messages.post({ channelId, draft })).toBe(first)
})

test('a nonce is forgotten after three minutes, and with its message', async () => {
  const { clock, messages, first } = await discordWithMessage()
  clock.advance(3 * 60_000 - 1)
  const again = messages.post({ channelId, draft })
  clock.advance(1)
  const later = messages.post({ channelId, draft })
  messages.remove(later)
  const last = messages.post({ channelId, draft })

  expect(again).toBe(first)
  expect(new Set([first.id, later.id, last.id]).size).toBe(3)
})

test('a nonce counts in its channel only', async () => {
  const { messages, first } = await discordWithMessage()

  expect(messages.post({ channelId: cast.filmClub.channels.screenings.id, draft }).id).not.toBe(first.id)
})
