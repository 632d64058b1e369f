import { describe, expect, test } from 'vitest'
import { keptForMs } from '../privacy/kept-for.ts'
import type { PersonalData } from '../privacy/personal-data.ts'
import { chainStart, type Digest, sealRecord, verifyAudit } from './audit-chain.ts'
import type { AuditLog } from './audit-log.ts'
import type { AuditBody, AuditHead } from './audit-record.ts'

const guildId = '1100000000000000010'
const tom = '1100000000000000021'
const atMs = 1_800_000_000_000
const wide = { after: 0, limit: 100 }
/** No digest to trust, but one that tells texts apart. */
const digest: Digest = async (text) =>
  [...text].reduce((sum, letter) => (sum * 31n + BigInt(letter.codePointAt(0) ?? 0)) % (2n ** 89n - 1n), 7n).toString(36)

const sealed = async (
  eventId: string,
  head: AuditHead,
  more: { guildId?: string | undefined; atMs?: number; action?: string; body?: Partial<AuditBody> } = {},
) => {
  const body = { salt: `salt of ${eventId}`, actor: { kind: 'user', id: tom } as const, details: '{"é":"\\\\"}', ...more.body }
  const { entry } = await sealRecord({ guildId, atMs, action: 'ks.issued', outcome: 'done', eventId, ...more, body }, head, digest)
  return { entry, body }
}

/** What "implements AuditLog" means. `create` gives an empty one, and the personal data of its bodies. */
export function describeAuditLog(name: string, create: () => Promise<{ audit: AuditLog; personalData: PersonalData }>): void {
  describe(`${name} as an AuditLog`, () => {
    test('gives back what was appended, to the letter', async () => {
      const { audit } = await create()
      const first = await sealed('one', chainStart)
      const second = await sealed('two', first.entry, {
        body: { subjectId: '1100000000000000022', actor: { kind: 'program', id: 'server' } },
      })

      expect(await audit.append(first)).toBe('appended')
      expect(await audit.append(second)).toBe('appended')
      expect(await audit.read(guildId, wide)).toEqual([first, second])
      expect(await verifyAudit(await audit.read(guildId, wide), { guildId, digest })).toMatchObject({ kind: 'intact', forgotten: 0 })
    })

    test('of two that follow the same link one is appended, and nothing of the other is there', async () => {
      const { audit } = await create()
      const outcomes = await Promise.all([audit.append(await sealed('one', chainStart)), audit.append(await sealed('two', chainStart))])

      expect(outcomes.sort()).toEqual(['appended', 'taken'])
      expect(await audit.read(guildId, wide)).toHaveLength(1)
    })

    test('an event is recorded once, whatever the link', async () => {
      const { audit } = await create()
      const { entry } = await sealed('one', chainStart)
      await audit.append(await sealed('one', chainStart))

      expect(await audit.append(await sealed('one', entry))).toBe('taken')
      expect(await audit.head(guildId, 'one')).toEqual({ head: expect.objectContaining({ seq: 1, hash: entry.hash }), recorded: true })
      expect(await audit.head(guildId, 'two')).toMatchObject({ recorded: false })
      expect(await audit.read(guildId, wide)).toHaveLength(1)
    })

    test('a guild has a chain of its own, and what is no guild’s has one', async () => {
      const { audit } = await create()
      await audit.append(await sealed('mine', chainStart))
      await audit.append(await sealed('nobody', chainStart, { guildId: undefined }))

      expect((await audit.read(undefined, wide)).map(({ entry }) => entry.eventId)).toEqual(['nobody'])
      expect(await audit.head('1100000000000000020', 'x')).toEqual({ head: undefined, recorded: false })
      expect(await audit.read('110', wide)).toEqual([])
    })

    test('is read by pages, by action and by time', async () => {
      const { audit } = await create()
      let head: AuditHead = chainStart
      for (const [index, action] of ['a', 'b', 'a', 'a'].entries()) {
        const record = await sealed(`e${index}`, head, { action, atMs: atMs + index })
        await audit.append(record)
        head = record.entry
      }
      const found = async (more: object) => (await audit.read(guildId, { ...wide, ...more })).map(({ entry }) => entry.seq)

      expect(await found({ after: 1, limit: 2 })).toEqual([2, 3])
      expect(await found({ action: 'a', after: 1 })).toEqual([3, 4])
      expect(await found({ fromMs: atMs + 1, untilMs: atMs + 3 })).toEqual([2, 3])
    })

    test('a body goes when somebody is forgotten, or it is old; its link stays and fits', async () => {
      const { audit, personalData } = await create()
      const first = await sealed('one', chainStart)
      await audit.append(first)
      const second = await sealed('two', first.entry, { body: { actor: { kind: 'program', id: 'server' }, subjectId: tom } })
      await audit.append(second)
      await audit.append(await sealed('three', second.entry, { body: { actor: { kind: 'program', id: 'server' } } }))

      expect(await personalData.forgetUser(tom)).toBe(2)
      expect(await audit.read(guildId, { ...wide, limit: 1 })).toEqual([{ entry: first.entry, body: undefined }])
      expect(await verifyAudit(await audit.read(guildId, wide), { guildId, digest })).toMatchObject({ kind: 'intact', forgotten: 2 })
      expect(await personalData.sweep(atMs + keptForMs.auditBody)).toBe(1)
      expect(await verifyAudit(await audit.read(guildId, wide), { guildId, digest })).toMatchObject({ kind: 'intact', forgotten: 3 })
    })
  })
}
