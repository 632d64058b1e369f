import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fromHex } from '../bytes/hex.ts'
import { decodeKs } from './decode-ks.ts'
import { encodeKs } from './encode-ks.ts'

const judged = z.object({
  id: z.string(),
  ks: z.string(),
  validateAs: z.object({ partnerId: z.number(), userId: z.string() }),
  result: z.object({
    statusName: z.string().nullable(),
    parsed: z
      .object({
        partner_id: z.string(),
        valid_until: z.string().nullable(),
        type: z.string().nullable(),
        user: z.string().nullable(),
        privileges: z.string(),
        parsedPrivileges: z.union([z.array(z.never()), z.record(z.string(), z.array(z.string()))]),
        additional_data: z.string().nullable(),
      })
      .nullable(),
  }),
})
const made = judged.extend({
  version: z.number(),
  input: z.object({
    partnerId: z.number(),
    secret: z.string(),
    userId: z.string().nullable(),
    type: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    expiryUnix: z.number(),
    privileges: z.string(),
    masterPartnerId: z.number().nullable(),
    additionalData: z.string().nullable(),
    randomHex: z.string().nullable(),
  }),
})
const harmed = judged.extend({ env: z.record(z.string(), z.string()).or(z.array(z.never())) })
const vectors = z
  .object({ madeAtUnix: z.number(), secretsByPartner: z.record(z.string(), z.string()), valid: z.array(made), invalid: z.array(harmed) })
  .parse(JSON.parse(readFileSync(new URL('../../fixtures/ks.json', import.meta.url), 'utf8')))

const secrets = (partnerId: number) => vectors.secretsByPartner[String(partnerId)]?.split(',')
const now = () => vectors.madeAtUnix * 1000

/** Where we refuse what Kaltura takes (or has no word for). Each has its row in docs/ks.md. */
const onPurpose: Readonly<Record<string, string>> = {
  'ks-124': 'INVALID_STR', // ten fields in V1: a user id with a semicolon
  'bad-031': 'INVALID_USER', // user * is not just anyone
  'bad-032': 'INVALID_USER', // nor is nobody
  'bad-043': 'INVALID_STR', // Kaltura: no KS at all
  'bad-065': 'INVALID_STR', // no type
  'bad-068': 'INVALID_STR', // Kaltura: a PHP TypeError
}

describe("Kaltura's own KS vectors", () => {
  const v2 = vectors.valid.filter(({ version }) => version === 2)

  test.each(v2)('$id is made the same to the last byte', async ({ input, ks }) => {
    const { randomHex, masterPartnerId, additionalData, ...given } = input
    const random = fromHex(randomHex ?? '')
    const again = await encodeKs({
      ...given,
      ...(random ? { random } : {}),
      ...(masterPartnerId === null ? {} : { masterPartnerId }),
      ...(additionalData === null ? {} : { additionalData }),
    })

    expect(again).toBe(ks)
  })

  test.each([...vectors.valid, ...vectors.invalid])('$id is judged as Kaltura does, or more strictly on purpose', async (vector) => {
    const env: Record<string, string> = 'env' in vector && !Array.isArray(vector.env) ? vector.env : {}
    const decoded = await decodeKs(vector.ks, {
      secrets,
      now,
      ...vector.validateAs,
      ...(env.REMOTE_ADDR === undefined ? {} : { ip: env.REMOTE_ADDR }),
      ...(env.REQUEST_URI === undefined ? {} : { uri: env.REQUEST_URI }),
    })

    expect(decoded.status).toBe(onPurpose[vector.id] ?? vector.result.statusName)
  })

  test.each(vectors.valid.filter(({ id }) => !(id in onPurpose)))('$id is read as Kaltura reads it', async ({ ks, result }) => {
    const decoded = await decodeKs(ks, { secrets, now })
    const { parsed } = result

    expect(decoded).toMatchObject({
      content: {
        partnerId: Number(parsed?.partner_id),
        expiryUnix: Number(parsed?.valid_until),
        type: Number(parsed?.type),
        userId: parsed?.user ?? '',
        privileges: parsed?.privileges,
        additionalData: parsed?.additional_data || undefined,
        privilegeValues: asOurs(parsed?.parsedPrivileges ?? {}),
      },
    })
  })
})

/** V1 keeps a lone `*` and an empty name as they stand; here `*` is always `all:*`, and nothing has no name. */
function asOurs(parsed: Record<string, readonly string[]> | readonly never[]): ReadonlyMap<string, readonly string[]> {
  const entries = Object.entries(parsed).filter(([name]) => name !== '')
  return new Map<string, readonly string[]>(entries.map(([name, values]) => (name === '*' ? ['all', ['*']] : [name, values])))
}
