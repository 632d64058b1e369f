import { describe, expect, test } from 'vitest'
import { createVirtualParty, type Guest, type VirtualParty } from '../testing/virtual-party.ts'

describe('a room that waits', () => {
  test('[WA6] stands while a member’s player is dry, tells whom it waits for, and goes on with everybody in step', async () => {
    const { party, ada, bob } = await playing()
    bob.player.stall(3500)
    await party.time.pass(2000)

    expect(ada.client.view()).toMatchObject({ hold: { cause: 'stall' }, stalled: ['bob'], timeline: { playing: false } })
    expect(ada.player.paused()).toBe(true)
    await party.time.pass(8000)
    expect(ada.client.view().hold).toBeUndefined()
    expect(ada.player.paused()).toBe(false)
    expect(Math.abs(ada.player.positionS() - bob.player.positionS())).toBeLessThan(0.05)
  })

  test('[WA6] is never held up by a phone in a pocket', async () => {
    const { party, ada, bob } = await playing()
    bob.client.setVisible(false)
    bob.player.stall(20_000)
    await party.time.pass(3000)

    expect(ada.client.view()).toMatchObject({ stalled: [], timeline: { playing: true } })
  })

  test('[WA6] is not held up by who was dry and is now hidden', async () => {
    const { party, ada, bob } = await playing()
    bob.player.stall(20_000)
    await party.time.pass(1500)
    expect(ada.client.view().hold).toBeDefined()
    bob.client.setVisible(false)
    await party.time.pass(100)

    expect(ada.client.view()).toMatchObject({ stalled: [], timeline: { playing: true } })
  })

  test('[WA6] is held up by a member with two tabs only when both are dry', async () => {
    const { party, ada, bob } = await playing()
    party.join('bob')
    await party.time.pass(3000)
    bob.player.stall(20_000)
    await party.time.pass(3000)

    expect(ada.client.view().stalled).toEqual([])
  })

  test('[WA7] stands while its host is shown an advertisement; who else is shown one is left alone, and catches up', async () => {
    const { party, ada, bob } = await playing()
    ada.client.setPolicies({ hostAds: 'pause' })
    bob.player.detach(true)
    bob.player.pauseByItself()
    await party.time.pass(5000)
    expect([ada.player.paused(), bob.player.paused()]).toEqual([false, true])
    bob.player.detach(false)
    ada.player.detach(true)
    await party.time.pass(2000)
    expect(bob.client.view()).toMatchObject({ hold: { cause: 'ads', memberId: 'ada' }, timeline: { playing: false } })
    ada.player.detach(false)
    await party.time.pass(5000)

    expect([ada.player.paused(), bob.player.paused()]).toEqual([false, false])
    expect(Math.abs(ada.player.positionS() - bob.player.positionS())).toBeLessThan(0.05)
  })
})

/** Two, ten seconds into a film, in a room that waits for everybody. */
async function playing(): Promise<{ party: VirtualParty; ada: Guest; bob: Guest }> {
  const party = createVirtualParty({ seed: 21 })
  const [ada, bob] = [party.join('ada', { mayControl: true }), party.join('bob')]
  await party.time.pass(2500)
  ada.client.setPolicies({ waiting: 'wait' })
  ada.client.play()
  await party.time.pass(10_000)
  return { party, ada, bob }
}
