import { expect, test } from 'vitest'
import { house, tab } from '../testing/gate-house.ts'

test('[GA6] an earlier try of a tab that is read late does not replace the later one', async () => {
  const { time, dial } = house()
  const [later, earlier, latest] = [dial(), dial(), dial()]
  later.say({ type: 'hello', protocol: 1, ticket: 'ada', connection: tab(1), attempt: 2 })
  await time.pass(10)
  earlier.say({ type: 'hello', protocol: 1, ticket: 'ada', connection: tab(1), attempt: 1 })
  await time.pass(10)
  expect([later.closed, earlier.closed]).toEqual([[], [4409]])
  latest.say({ type: 'hello', protocol: 1, ticket: 'ada', connection: tab(1), attempt: 3 })
  await time.pass(10)

  expect([later.closed, latest.closed]).toEqual([[4409], []])
})
