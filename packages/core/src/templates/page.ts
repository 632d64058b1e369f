import { isolated, isolateLength } from './isolate.ts'

/** A piece of output. What is `whole` is never cut: half a mention, an address or a timestamp would be something else. */
export interface Piece {
  text: string
  whole: boolean
  isolated: boolean
}

/** Output of bounded length: what doesn't fit ends in `…`, and what follows it is left out. */
export interface Page {
  add(piece: Piece): void
  text(): string
}

export function createPage(maxLength: number): Page {
  let text = ''
  let isFull = false
  return {
    add(piece) {
      if (isFull || piece.text === '') return
      const room = maxLength - text.length
      isFull = piece.text.length + around(piece) > room
      text += isFull ? cut(piece, room) : dressed(piece, piece.text)
    },
    text: () => text,
  }
}

function cut(piece: Piece, room: number): string {
  const length = room - 1 - around(piece)
  if (room < 1) return ''
  return piece.whole || length < 1 ? '…' : `${dressed(piece, beginning(piece.text, length))}…`
}

/** At most `length` of a text, without half a character or half an escape at its end. */
function beginning(text: string, length: number): string {
  const start = text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
  const slashes = start.length - start.replace(/\\+$/, '').length
  return slashes % 2 === 1 ? start.slice(0, -1) : start
}

function dressed(piece: Piece, text: string): string {
  return piece.isolated ? isolated(text) : text
}

function around(piece: Piece): number {
  return piece.isolated ? isolateLength : 0
}
