import { describe, expect, test } from 'vitest'
import { attempt, intend, join, later, leave, refused, room, startMs, tick } from '../testing/room-story.ts'

const ask = (id: string) => intend(id, { kind: 'ask' })
const act = (by: string, kind: 'grant' | 'decline' | 'revoke' | 'transfer', memberId: string) => intend(by, { kind, memberId })
const lock = (by: string, locked = true) => intend(by, { kind: 'lock', locked })
const play = (by: string) => intend(by, { kind: 'play', positionS: 0 })
const together = () => room(join('ada'), join('bob'), join('eve', { mayControl: false }))

describe('the remote', () => {
  test('[RE1] is the host’s and co-hosts’; shared, it is also everybody’s whom the application lets control', () => {
    const shared = later(together(), intend('ada', { kind: 'policy', policies: { remote: 'shared' } }), 0)

    expect(attempt(together(), play('bob'))).toEqual(refused('not-host'))
    expect(later(later(together(), act('ada', 'grant', 'eve'), 0), play('eve'), 0).timeline.playing).toBe(true)
    expect(later(shared, play('bob'), 0).timeline.playing).toBe(true)
    expect(attempt(shared, play('eve'))).toEqual(refused('not-host'))
    expect(attempt(shared, lock('bob'))).toEqual(refused('not-host'))
  })

  test('[RE2] a locked room follows its host alone, until its host unlocks it or is host no more', () => {
    const locked = later(later(together(), act('ada', 'grant', 'bob'), 0), lock('ada'), 0)

    expect(attempt(locked, play('bob'))).toEqual(refused('locked'))
    expect(attempt(locked, ask('eve'))).toEqual(refused('locked'))
    expect(later(locked, play('ada'), 0).timeline.playing).toBe(true)
    expect(later(locked, lock('ada', false), 0).locked).toBe(false)
    expect(later(later(locked, leave('ada'), 0), tick, 8000)).toMatchObject({ host: 'bob', locked: false })
  })

  test('[RE3] a request is pending for a minute, for all to see, and once', () => {
    const asked = later(together(), ask('eve'), 0)

    expect(asked).toMatchObject({
      requests: [{ memberId: 'eve', kind: 'pending', untilMs: startMs + 60_000 }],
      nextWakeAtMs: startMs + 60_000,
    })
    expect(attempt(asked, intend('eve', { kind: 'ask' }, 'again'))).toEqual({ kind: 'unchanged' })
    expect(later(asked, intend('eve', { kind: 'withdraw' }), 0).requests).toEqual([])
    expect(later(asked, tick, 60_000).requests).toEqual([])
  })

  test('[RE3] no more than twenty wait for an answer', () => {
    const crowd = Array.from({ length: 21 }, (_, index) => `m${index}`)
    const full = room(join('ada'), ...crowd.map((id) => join(id)), ...crowd.slice(1).map(ask))

    expect(full.requests).toHaveLength(20)
    expect(attempt(full, ask('m0'))).toEqual(refused('too-many'))
  })

  test('[RE4] a co-host may grant what was asked for, and the asker becomes co-host', () => {
    const asked = later(later(together(), act('ada', 'grant', 'bob'), 0), ask('eve'), 0)

    expect(later(asked, act('bob', 'grant', 'eve'), 0)).toMatchObject({ coHosts: ['bob', 'eve'], requests: [], host: 'ada' })
    expect(attempt(asked, act('eve', 'grant', 'eve'))).toEqual(refused('not-host'))
    expect(attempt(asked, act('ada', 'grant', 'mallory'))).toEqual(refused('unknown-member'))
  })

  test('[RE4] a no lasts a minute', () => {
    const declined = later(later(together(), ask('eve'), 0), act('ada', 'decline', 'eve'), 1000)

    expect(declined.requests).toEqual([{ memberId: 'eve', kind: 'declined', untilMs: startMs + 61_000 }])
    expect(attempt(declined, intend('eve', { kind: 'ask' }, 'again'), 2000)).toEqual(refused('declined'))
    expect(attempt(declined, intend('eve', { kind: 'withdraw' }), 2000)).toEqual({ kind: 'unchanged' })
    expect(later(declined, intend('eve', { kind: 'ask' }, 'later'), 61_000).requests).toMatchObject([{ kind: 'pending' }])
  })

  test('[RE5] control ends with the seat, by the host, or by giving it up', () => {
    const helped = later(together(), act('ada', 'grant', 'bob'), 0)
    const both = later(helped, act('ada', 'grant', 'eve'), 0)

    expect(later(later(helped, leave('bob'), 0), tick, 8000).coHosts).toEqual([])
    expect(later(helped, act('ada', 'revoke', 'bob'), 0).coHosts).toEqual([])
    expect(later(helped, act('bob', 'revoke', 'bob'), 0).coHosts).toEqual([])
    expect(attempt(both, act('bob', 'revoke', 'eve'))).toEqual(refused('not-host'))
  })

  test('[RE6] a host hands over to someone who is here and may, in a new term, and stays on as co-host', () => {
    const handed = later(together(), act('ada', 'transfer', 'bob'), 0)

    expect(handed).toMatchObject({ host: 'bob', hostTerm: 2, coHosts: ['ada'] })
    expect(attempt(together(), act('ada', 'transfer', 'eve'))).toEqual(refused('may-not-control'))
    expect(attempt(later(together(), leave('bob'), 0), act('ada', 'transfer', 'bob'))).toEqual(refused('unknown-member'))
    expect(attempt(together(), act('bob', 'transfer', 'bob'))).toEqual(refused('not-host'))
    expect(attempt(together(), act('ada', 'transfer', 'ada'))).toEqual({ kind: 'unchanged' })
  })

  test('[RE7] a moderator takes the remote, also of a locked room, and may do nothing else by right', () => {
    const locked = room(join('ada'), join('mod', { mayModerate: true }), lock('ada'))

    expect(attempt(locked, play('mod'))).toEqual(refused('locked'))
    expect(later(locked, act('mod', 'transfer', 'mod'), 0)).toMatchObject({ host: 'mod', hostTerm: 2, coHosts: [], locked: false })
    expect(attempt(later(locked, leave('mod'), 0), act('mod', 'transfer', 'mod'))).toEqual(refused('not-host'))
  })

  test('[RE8] a room begins with the policies of its first pass', () => {
    expect(room({ ...join('ada'), policies: { remote: 'shared' } }).policies.remote).toBe('shared')
  })

  test('[HO4] a co-host who may control is the first heir', () => {
    const left = room(join('ada'), join('bob'), join('cem'), act('ada', 'grant', 'cem'), leave('ada'))

    expect(later(left, tick, 8000)).toMatchObject({ host: 'cem', coHosts: [] })
  })
})
