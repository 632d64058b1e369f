import { describe, expect, test } from 'vitest'
import { createManualClock } from '../../testing/manual-clock.ts'
import { channelId, manager, type SandboxUnderTest, startSandbox } from '../../testing/sandbox-under-test.ts'
import { cast } from '../cast.ts'
import type { Interaction } from '../interactions.ts'

async function started(under: SandboxUnderTest): Promise<Interaction> {
  const { json } = await under.rest('POST', `/applications/${cast.applicationId}/commands`, {
    body: { name: 'watch', description: 'Watch' },
  })
  await under.control('POST', `/members/${manager}/commands`, { channelId, commandId: json.id, options: [] })
  const [interaction] = [...under.sandbox.discord.store.world.interactions.values()]
  if (!interaction) throw new Error('The command starts an interaction.')
  return interaction
}

const callbackOf = ({ id, token }: Interaction) => `/interactions/${id}/${token}/callback`
const webhookOf = ({ token }: Interaction) => `/webhooks/${cast.applicationId}/${token}`

describe('an interaction’s webhook', () => {
  test('reads, edits and deletes the answer, and says more', async () => {
    const under = await startSandbox()
    const interaction = await started(under)
    const callback = await under.rest('POST', `${callbackOf(interaction)}?with_response=true`, {
      authorization: null,
      body: { type: 4, data: { content: 'one' } },
    })
    const original = `${webhookOf(interaction)}/messages/@original`

    const read = await under.rest('GET', original, { authorization: null })
    const edited = await under.rest('PATCH', original, { authorization: null, body: { content: 'two' } })
    const more = await under.rest('POST', `${webhookOf(interaction)}?wait=true`, { authorization: null, body: { content: 'more' } })
    const removed = await under.rest('DELETE', original, { authorization: null })
    const gone = await under.rest('GET', original, { authorization: null })

    expect(callback.json.resource.message.id).toBe(read.json.id)
    expect([edited.json.content, more.json.message_reference.message_id]).toEqual(['two', read.json.id])
    expect([removed.status, gone.json.code]).toEqual([204, 10008])
    expect(under.sandbox.state().messages.map((message) => message.content)).toEqual(['more'])
  })

  test('lets the first follow-up after a deferral take the place of “thinking…”', async () => {
    const under = await startSandbox()
    const interaction = await started(under)
    await under.rest('POST', callbackOf(interaction), { authorization: null, body: { type: 5, data: { flags: 64 } } })

    const { json } = await under.rest('POST', webhookOf(interaction), { authorization: null, body: { content: 'done' } })

    expect(under.sandbox.state().messages).toMatchObject([{ id: json.id, content: 'done', state: 'posted', onlyFor: manager }])
  })

  test('is nobody’s before the answer, and closes after fifteen minutes', async () => {
    const clock = createManualClock()
    const under = await startSandbox({ clock })
    const interaction = await started(under)

    const early = await under.rest('POST', webhookOf(interaction), { authorization: null, body: { content: 'early' } })
    await under.rest('POST', callbackOf(interaction), { authorization: null, body: { type: 5 } })
    clock.advance(15 * 60_000)
    const late = await under.rest('PATCH', `${webhookOf(interaction)}/messages/@original`, {
      authorization: null,
      body: { content: 'late' },
    })

    expect([early.status, early.json.code]).toEqual([404, 10015])
    expect([late.status, late.json.code]).toEqual([401, 50027])
    expect(under.sandbox.state().messages).toMatchObject([{ state: 'failed', content: 'The application did not respond' }])
  })

  test('does not reach another interaction’s messages', async () => {
    const under = await startSandbox()
    const interaction = await started(under)
    await under.rest('POST', callbackOf(interaction), { authorization: null, body: { type: 4, data: { content: 'mine' } } })
    const { json: other } = await under.rest('POST', `/channels/${channelId}/messages`, { body: { content: 'other' } })

    const { json } = await under.rest('DELETE', `${webhookOf(interaction)}/messages/${other.id}`, { authorization: null })

    expect(json.code).toBe(10008)
  })

  test('takes no callback that does not fit, and the interaction still waits', async () => {
    const under = await startSandbox()
    const interaction = await started(under)
    const answer = (body: unknown) => under.rest('POST', callbackOf(interaction), { authorization: null, body })

    const update = await answer({ type: 7, data: { content: 'x' } })
    const empty = await answer({ type: 4, data: {} })
    const good = await answer({ type: 4, data: { content: 'x' } })

    expect([update.json.code, empty.json.code, good.status]).toEqual([50035, 50006, 204])
  })
})
