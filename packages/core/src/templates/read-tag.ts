import type { Cursor } from './cursor.ts'

/** A word of a tag. What has no meaning in a tag is a sign, which no rule of the grammar takes. */
export interface TagToken {
  kind: 'name' | 'text' | 'number' | 'sign'
  text: string
}

export function isSign(token: TagToken | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.text === sign
}

/** The words of a tag whose `{{` was taken, up to its `}}`; `undefined` when it has no end. */
export function readTag(cursor: Cursor): TagToken[] | undefined {
  const tokens: TagToken[] = []
  for (let first = cursor.take(); first !== ''; first = cursor.take()) {
    if (first === '}' && cursor.peek() === '}') {
      cursor.take()
      return tokens
    }
    if (first === '"') {
      const text = readText(cursor)
      if (text === undefined) return undefined
      tokens.push({ kind: 'text', text })
    } else if (/[A-Za-z_]/.test(first)) {
      tokens.push({ kind: 'name', text: first + takeWhile(cursor, /[\w-]/) })
    } else if (/\d/.test(first)) {
      tokens.push({ kind: 'number', text: first + takeWhile(cursor, /\d/) })
    } else if (!/\s/.test(first)) {
      tokens.push({ kind: 'sign', text: first })
    }
  }
  return undefined
}

/** The rest of `"a text"`, in which `\"` and `\\` stand for the character itself. */
function readText(cursor: Cursor): string | undefined {
  let text = ''
  for (let character = cursor.take(); character !== ''; character = cursor.take()) {
    if (character === '"') return text
    text += character === '\\' ? cursor.take() : character
  }
  return undefined
}

function takeWhile(cursor: Cursor, wanted: RegExp): string {
  let taken = ''
  for (let next = cursor.peek(); next !== '' && wanted.test(next); next = cursor.peek()) taken += cursor.take()
  return taken
}
