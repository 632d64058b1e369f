import { createCipheriv, createHash } from 'node:crypto'

// For tests: KS made once more from the description of the format in docs/ks.md, by node:crypto and without a line of what is tested.

export interface ReferenceKs {
  partnerId: number
  secret: string
  userId: string | null
  type: 0 | 1 | 2
  expiryUnix: number
  privileges: string
  masterPartnerId?: number
  additionalData?: string
  /** 16 bytes; of a V1 KS any text. */
  random: Uint8Array
}

const sha1 = (...parts: readonly (string | Uint8Array)[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha1')).digest()
const urlSafe = (bytes: Buffer) => bytes.toString('base64').replace(/\+/g, '-').replace(/\//g, '_')

/** The V2 KS whose fields these bytes are, whatever they are: signed and encrypted. */
export function sealedV2(
  partnerId: number | string,
  secret: string,
  form: string | Uint8Array,
  random: Uint8Array = new Uint8Array(16),
): string {
  const body = Buffer.concat([random, typeof form === 'string' ? Buffer.from(form) : form])
  const plain = Buffer.concat([sha1(body), body])
  const cipher = createCipheriv('aes-128-cbc', sha1(secret).subarray(0, 16), Buffer.alloc(16)).setAutoPadding(false)
  const padded = Buffer.concat([plain, Buffer.alloc((16 - (plain.length % 16)) % 16)])
  return urlSafe(Buffer.concat([Buffer.from(`v2|${partnerId}|`), cipher.update(padded), cipher.final()]))
}

/** The V1 KS of this text, signed. */
export function sealedV1(secret: string, info: string): string {
  return Buffer.from(`${sha1(secret, info).toString('hex')}|${info}`).toString('base64')
}

export function referenceV2(ks: ReferenceKs): string {
  const fields: (readonly [string, string])[] = []
  const set = (name: string, value: string) => {
    const at = fields.findIndex(([taken]) => taken === name)
    fields.splice(at < 0 ? fields.length : at, 1, [name, value])
  }
  for (const part of ks.privileges.split(',')) {
    const privilege = phpTrim(part)
    if (privilege === '*') set('all', '*')
    else if (privilege !== '' && privilege !== '0') set(privilege.split(':', 1)[0] ?? '', privilege.split(':').slice(1).join(':'))
  }
  const own = { _e: ks.expiryUnix, _t: ks.type, _u: ks.userId ?? undefined, _m: ks.masterPartnerId, _d: ks.additionalData }
  for (const [name, value] of Object.entries(own)) if (value !== undefined) set(name, String(value))
  return sealedV2(ks.partnerId, ks.secret, fields.map((pair) => pair.map(phpUrlencode).join('=')).join('&'), ks.random)
}

export function referenceV1(ks: ReferenceKs): string {
  const { partnerId, expiryUnix, type, random, userId, privileges, masterPartnerId = '', additionalData = '' } = ks
  return sealedV1(
    ks.secret,
    [
      partnerId,
      partnerId,
      expiryUnix,
      type,
      Buffer.from(random).toString('hex'),
      userId ?? '',
      privileges,
      masterPartnerId,
      additionalData,
    ].join(';'),
  )
}

/** PHP's `urlencode`, byte by byte. */
function phpUrlencode(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte)
      if (/[A-Za-z0-9_.-]/.test(character)) return character
      return byte === 0x20 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
}

function phpTrim(text: string): string {
  const isBlank = (character = '-') => ' \t\n\r\0\v'.includes(character)
  if (isBlank(text.at(0))) return phpTrim(text.slice(1))
  return isBlank(text.at(-1)) ? phpTrim(text.slice(0, -1)) : text
}
