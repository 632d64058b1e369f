import { type KsType, ksType } from './ks-content.ts'

/** A whole number written the one way that Kaltura writes it. PHP would take `12abc`, ` 12` and, for an expiry, any word as a number. */
export function readNumber(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:0|-?[1-9]\d{0,14})$/.test(text)) return undefined
  return Number(text)
}

/** Partner ids fit in 32 bits; negative ones are Kaltura's own. */
export function readPartnerId(text: string): number | undefined {
  const id = readNumber(text)
  return id !== undefined && Math.abs(id) <= 0x7fffffff ? id : undefined
}

export function readType(text: string | undefined): KsType | undefined {
  return Object.values(ksType).find((type) => String(type) === text)
}
