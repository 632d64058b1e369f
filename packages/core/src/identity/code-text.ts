/** Crockford's alphabet: no letter that looks like another or like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 12
const selectorLength = 4

/** A code as people carry it from Discord to Kaltura, and the part of it by which it is looked for. */
export interface CodeText {
  code: string
  selector: string
}

/** A new one: 60 bits of chance, 40 of them never looked for by. */
export function newCode(random: (bytes: number) => Uint8Array): CodeText {
  const letters = Array.from(random(length), (byte) => alphabet[byte % alphabet.length])
  return withSelector(letters.join(''))
}

/** `ABCD-EFGH-JKMN`. */
export function shownCode({ code }: CodeText): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** A code as somebody typed it: in any case, with or without hyphens and spaces, with O for 0 and I or L for 1. `undefined` for anything else. */
export function readCode(typed: string): CodeText | undefined {
  if (typed.length > 40) return undefined
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return code.length === length && [...code].every((letter) => alphabet.includes(letter)) ? withSelector(code) : undefined
}

function withSelector(code: string): CodeText {
  return { code, selector: code.slice(0, selectorLength) }
}
