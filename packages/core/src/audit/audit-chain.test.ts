import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chainStart, type Digest, sealRecord, verifyAudit } from './audit-chain.ts'
import type { AuditHead, AuditRecord } from './audit-record.ts'

const guildId = '1100000000000000010'
const digest: Digest = async (text) => createHash('sha256').update(text).digest('hex')

async function chainOf(length: number): Promise<AuditRecord[]> {
  const records: AuditRecord[] = []
  let head: AuditHead = chainStart
  for (let index = 0; index < length; index += 1) {
    const body = { salt: `salt ${index}`, actor: { kind: 'user', id: '1100000000000000021' } as const, details: `{"entryId":"0_${index}"}` }
    const record = await sealRecord(
      { guildId, atMs: 1000 + index, action: 'ks.issued', outcome: 'done', eventId: `e${index}`, body },
      head,
      digest,
    )
    records.push(record)
    head = record.entry
  }
  return records
}

const chain = await chainOf(8)
const last = chain.at(-1)?.entry
const verify = (records: readonly AuditRecord[], more: { known?: AuditHead; after?: AuditHead; toTheEnd?: boolean } = {}) =>
  verifyAudit(records, { guildId, digest, ...more })
const place = fc.nat({ max: chain.length - 1 })
const seed = { seed: 94 }

type Place = readonly ['entry' | 'body', string]
const places: readonly Place[] = [
  ...['guildId', 'seq', 'atMs', 'action', 'outcome', 'eventId', 'bodyHash', 'prevHash', 'hash'].map((name): Place => ['entry', name]),
  ...['salt', 'details'].map((name): Place => ['body', name]),
]

/** The chain, with one bit turned in one place of one record. */
function withTurnedBit(at: number, [part, name]: Place, byte: number, bit: number): AuditRecord[] {
  const changed = JSON.parse(JSON.stringify(chain))
  changed[at][part][name] = turned(changed[at][part][name], byte, bit)
  return changed
}

function turned(value: unknown, byte: number, bit: number): unknown {
  if (typeof value === 'number') return value ^ (1 << bit)
  const text = String(value)
  const spot = byte % Math.max(text.length, 1)
  return `${text.slice(0, spot)}${String.fromCharCode((text.charCodeAt(spot) || 0) ^ (1 << bit))}${text.slice(spot + 1)}`
}

describe('a chain', () => {
  test('is intact as it was made, and says where it ends', async () => {
    expect(await verify(chain)).toEqual({ kind: 'intact', head: { seq: 8, hash: last?.hash }, forgotten: 0 })
    expect(await verify([])).toEqual({ kind: 'intact', head: chainStart, forgotten: 0 })
  })

  test('[F94] with any bodies forgotten is intact, and tells how many', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(place), async (gone) => {
        const left = chain.map((record, index) => (gone.includes(index) ? { ...record, body: undefined } : record))
        expect(await verify(left)).toMatchObject({ kind: 'intact', forgotten: gone.length })
      }),
      seed,
    )
  })

  test('[F94] in which one text or number differs in one bit is broken', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.constantFrom(...places), fc.nat(10_000), fc.nat(6), async (at, where, byte, bit) => {
        expect(await verify(withTurnedBit(at, where, byte, bit))).toMatchObject({ kind: 'broken' })
      }),
      { ...seed, numRuns: 500 },
    )
  })

  test('[F94] without one of its records but the last is broken where it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: chain.length - 2 }), async (at) => {
        expect(await verify(chain.toSpliced(at, 1))).toEqual({ kind: 'broken', seq: at + 1, problem: 'missing' })
      }),
      seed,
    )
  })

  test('[F94] in which two records, or their bodies, changed places is broken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(place, { minLength: 2, maxLength: 2 }), async ([one = 0, two = 1]) => {
        const [first, second] = [chain[one] as AuditRecord, chain[two] as AuditRecord]
        expect(await verify(chain.with(one, second).with(two, first))).toMatchObject({ kind: 'broken' })
        const bodies = chain.with(one, { ...first, body: second.body }).with(two, { ...second, body: first.body })
        expect(await verify(bodies)).toMatchObject({ kind: 'broken', problem: 'body-altered' })
      }),
      seed,
    )
  })

  test('[F94] with a record more is broken, also when that one is sealed rightly', async () => {
    await fc.assert(
      fc.asyncProperty(place, place, async (at, copied) => {
        const copy = chain[copied] as AuditRecord
        const head = at === 0 ? chainStart : (chain[at - 1] as AuditRecord).entry
        const forged = await sealRecord(
          { ...copy.entry, body: { salt: 'new', actor: { kind: 'program', id: 'x' }, details: '{}' } },
          head,
          digest,
        )
        expect(await verify(chain.toSpliced(at, 0, copy))).toMatchObject({ kind: 'broken' })
        expect(await verify(chain.toSpliced(at, 0, forged))).toMatchObject({ kind: 'broken' })
      }),
      seed,
    )
  })

  test('[F94] of another guild is not this one’s', async () => {
    expect(await verifyAudit(chain, { guildId: '1100000000000000020', digest })).toMatchObject({ kind: 'broken', seq: 1 })
  })
})

describe('against a link that was noted elsewhere', () => {
  const known = { seq: 8, hash: last?.hash ?? '' }

  test('[F94] a chain whose end was cut off is broken; without it nothing shows', async () => {
    expect(await verify(chain.slice(0, 5), { known })).toEqual({ kind: 'broken', seq: 6, problem: 'cut-off' })
    expect(await verify(chain.slice(0, 5))).toMatchObject({ kind: 'intact' })
    expect(await verify(chain, { known })).toMatchObject({ kind: 'intact' })
  })

  test('[F94] a chain that was written anew, with right digests, is broken', async () => {
    const forged = await sealRecord(
      { ...(chain[7] as AuditRecord).entry, outcome: 'refused', body: { salt: '', actor: { kind: 'program', id: 'x' }, details: '{}' } },
      (chain[6] as AuditRecord).entry,
      digest,
    )

    expect(await verify(chain.with(7, forged))).toMatchObject({ kind: 'intact' })
    expect(await verify(chain.with(7, forged), { known })).toEqual({ kind: 'broken', seq: 8, problem: 'rewritten' })
  })

  test('records are checked page by page', async () => {
    const page = await verify(chain.slice(0, 5), { known, toTheEnd: false })
    const after = page.kind === 'intact' ? page.head : chainStart

    expect(page).toMatchObject({ kind: 'intact', head: { seq: 5 } })
    expect(await verify(chain.slice(5), { known, after })).toMatchObject({ kind: 'intact', head: known })
    expect(await verify(chain.slice(5), { after: { ...after, hash: 'other' } })).toMatchObject({ kind: 'broken', seq: 6 })
  })
})
