import { concatBytes } from '../bytes/concat-bytes.ts'
import { fromHex } from '../bytes/hex.ts'
import { sameBytes } from '../bytes/same-bytes.ts'
import { readUtf8 } from '../bytes/strict-utf8.ts'
import { fromKsBase64 } from './base64.ts'
import { blockBytes, decryptZeroPadded, keyOf, sha1 } from './cipher.ts'
import { readForm } from './form.ts'
import { type KsContent, maxKsLength } from './ks-content.ts'
import type { KsSecrets } from './ks-secrets.ts'
import { notationOf, readPrivileges } from './privilege-notation.ts'
import { readNumber, readPartnerId, readType } from './read-fields.ts'
import { inTurn } from './turns.ts'

const hashBytes = 20
const randomBytes = 16
const bar = 0x7c

/** What a KS says, when a secret of its partner signed it; `undefined` for anything else. Expiry and restrictions are not looked at. */
export async function openKs(ks: string, secrets: KsSecrets): Promise<KsContent | undefined> {
  if (ks.length > maxKsLength) return undefined
  const bytes = fromKsBase64(ks)
  if (!bytes) return undefined
  return String.fromCharCode(...bytes.subarray(0, 3)) === 'v2|' ? openV2(bytes, secrets) : openV1(bytes, secrets)
}

/** `v2|partner|cipher`: `parseKsV2` of kaltura/server. */
async function openV2(bytes: Uint8Array<ArrayBuffer>, secrets: KsSecrets): Promise<KsContent | undefined> {
  const secondBar = bytes.indexOf(bar, 3)
  if (secondBar < 0) return undefined
  const partnerId = readPartnerId(String.fromCharCode(...bytes.subarray(3, Math.min(secondBar, 20))))
  const cipher = bytes.slice(secondBar + 1)
  if (partnerId === undefined || cipher.length === 0 || cipher.length % blockBytes !== 0) return undefined

  const candidates = (await secrets(partnerId)) ?? []
  return inTurn(async () => {
    for (const secret of candidates) {
      const plain = withoutTrailingZeros(await decryptZeroPadded(await keyOf(secret), cipher))
      const body = plain.slice(hashBytes)
      if (sameBytes(await sha1(body), plain.subarray(0, hashBytes))) return readV2(partnerId, body)
    }
    return undefined
  })
}

function readV2(partnerId: number, body: Uint8Array): KsContent | undefined {
  const form = readUtf8(body.subarray(randomBytes))
  const fields = form === undefined ? undefined : readForm(form)
  if (!fields) return undefined

  const { _e, _t, _u, _m, _d } = Object.fromEntries(fields)
  const expiryUnix = readNumber(_e)
  const type = readType(_t)
  if (expiryUnix === undefined || type === undefined) return undefined

  const notation = notationOf(new Map([...fields].filter(([name]) => !/^_[etumd]$/.test(name))))
  return {
    version: 2,
    partnerId,
    type,
    userId: _u ?? '',
    expiryUnix,
    privileges: notation,
    privilegeValues: readPrivileges(notation),
    masterPartnerId: readNumber(_m),
    additionalData: _d,
  }
}

/** `hash|partner;partner;expiry;type;rand;user;privileges[;master;data]`: `parseKsV1`, where the server writes nine fields and its client libraries seven. */
async function openV1(bytes: Uint8Array<ArrayBuffer>, secrets: KsSecrets): Promise<KsContent | undefined> {
  const text = readUtf8(bytes)
  const [, hash = '', info = ''] = /^([0-9a-f]{40})\|(.*)$/s.exec(text ?? '') ?? []
  const fields = info.split(';')
  const partnerId = readPartnerId(fields[0] ?? '')
  const signed = fromHex(hash)
  if (!signed || partnerId === undefined || fields[0] !== fields[1] || (fields.length !== 7 && fields.length !== 9)) return undefined

  const utf8 = new TextEncoder()
  for (const secret of (await secrets(partnerId)) ?? []) {
    if (sameBytes(await sha1(concatBytes(utf8.encode(secret), utf8.encode(info))), signed)) return readV1(partnerId, fields)
  }
  return undefined
}

function readV1(partnerId: number, fields: readonly string[]): KsContent | undefined {
  const [, , expiry, type, , userId = '', notation = '', master, data] = fields
  const expiryUnix = readNumber(expiry)
  const ksType = readType(type)
  if (expiryUnix === undefined || ksType === undefined) return undefined
  return {
    version: 1,
    partnerId,
    type: ksType,
    userId,
    expiryUnix,
    privileges: notation,
    privilegeValues: readPrivileges(notation),
    masterPartnerId: readNumber(master),
    additionalData: data === '' ? undefined : data,
  }
}

function withoutTrailingZeros(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end--
  return bytes.slice(0, end)
}
