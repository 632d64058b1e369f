import { describe, expect, test } from 'vitest'
import type { InvalidationListener, Invalidations } from './invalidations.ts'

/** Two processes that hear each other; the same object twice where there is but one process. */
export interface InvalidationsSubject {
  here: Invalidations
  there: Invalidations
  /** Waits until all that was published has been heard. */
  settled(): Promise<void>
}

/** What "implements Invalidations" means. `create` gives a pair that nobody listens to. */
export function describeInvalidations(name: string, create: () => Promise<InvalidationsSubject>): void {
  describe(`${name} as Invalidations`, () => {
    test('what is said in one process is heard in both, as it was said', async () => {
      const { here, there, settled } = await create()
      const [mine, theirs] = [listener(), listener()]
      await here.subscribe('guild-config', mine)
      await there.subscribe('guild-config', theirs)

      await here.publish('guild-config', '01 é:*\n')
      await settled()

      expect([mine.heard, theirs.heard]).toEqual([['01 é:*\n'], ['01 é:*\n']])
    })

    test('a topic is not heard by those who listen to another, also not one that begins alike', async () => {
      const { here, there, settled } = await create()
      const [other, longer] = [listener(), listener()]
      await there.subscribe('guild', other)
      await there.subscribe('guild-config*', longer)

      await here.publish('guild-config', '1')
      await settled()

      expect([...other.heard, ...longer.heard]).toEqual([])
    })

    test('who has stopped hears no more, and the others still do', async () => {
      const { here, there, settled } = await create()
      const [stopped, stays] = [listener(), listener()]
      const stop = await there.subscribe('guild-config', stopped)
      await there.subscribe('guild-config', stays)
      await stop()
      await stop()

      await here.publish('guild-config', '1')
      await settled()

      expect([stopped.heard, stays.heard]).toEqual([[], ['1']])
    })

    test('one listener in two topics may stop in one', async () => {
      const { here, there, settled } = await create()
      const both = listener()
      const stop = await there.subscribe('first', both)
      await there.subscribe('second', both)
      await stop()

      await here.publish('first', '1')
      await here.publish('second', '2')
      await settled()

      expect(both.heard).toEqual(['2'])
    })
  })
}

function listener(): InvalidationListener & { heard: readonly string[] } {
  const heard: string[] = []
  return { heard, onChanged: (key) => heard.push(key), onGap: () => heard.push('gap') }
}
