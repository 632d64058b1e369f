import { cast } from '@kaltura-discord/sandbox'
import { expect, test } from 'vitest'
import { wholeSandbox } from './whole-sandbox.ts'

const sandbox = wholeSandbox()

test('a manager lets a guest start a watch party for an hour and takes it back, seen by nobody else; the guest gives nothing on', async () => {
  const [mara, gus] = [sandbox().as('manager'), sandbox().as('guest')]
  const { userId } = cast.members.guest
  const start = { member: userId, action: 'start' }
  const watch = async () => (await gus.use('/kaltura watch', { video: '0_lec01abc' })).message?.components?.length ?? 0

  const before = await watch()
  const granted = await mara.use('/kaltura grant', { ...start, time: 60 })
  const during = await watch()
  const refused = await gus.use('/kaltura grant', { ...start, time: 60 })
  const revoked = await mara.use('/kaltura revoke', start)

  expect([before, during, await watch()]).toEqual([0, 1, 0])
  expect([granted, refused, revoked].map(({ message }) => [message?.onlyFor, message?.content])).toEqual([
    [cast.members.manager.userId, expect.stringMatching(`^<@${userId}> may start a watch party. It ends <t:\\d+:R>.$`)],
    [userId, expect.stringContaining('Only a manager of this server')],
    [cast.members.manager.userId, expect.stringMatching(`^<@${userId}> holds no grant to start a watch party any more`)],
  ])
})
