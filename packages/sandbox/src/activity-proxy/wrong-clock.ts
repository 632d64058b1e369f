import { Transform } from 'node:stream'

/** Where the proxy itself answers, on a person's own origin, so that the activity's content policy need not be any laxer. */
export const clockScriptPath = '/.sandbox/clock.js'

const longestHead = 65_536

/**
 * Moves `Date` by so many ms, for a page whose device has a wrong clock. `performance` goes on as it did, because it does not look at the
 * clock; a page that forbids its own origin's scripts keeps the right time.
 */
export function clockScript(aheadMs: number): string {
  return `(() => {
  const RealDate = Date
  const now = () => RealDate.now() + ${Math.trunc(aheadMs)}
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
  RealDate.prototype.constructor = Date
})()
`
}

/** Puts the script in front of a page's own scripts. The page is not read further than its head, and passes on byte by byte. */
export function withClockScript(aheadMs: number): Transform {
  const tag = Buffer.from(`<script src="${clockScriptPath}?ahead=${Math.trunc(aheadMs)}"></script>`)
  let head: Buffer | undefined = Buffer.alloc(0)
  const insertAt = (stream: Transform, bytes: Buffer, place: number): void => {
    stream.push(Buffer.concat([bytes.subarray(0, place), tag, bytes.subarray(place)]))
    head = undefined
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, taken) {
      if (!head) return taken(null, chunk)
      head = Buffer.concat([head, chunk])
      const place = endOf(/<head(\s[^>]*)?>/i, head)
      if (place > 0) insertAt(this, head, place)
      else if (head.length > longestHead) insertAt(this, head, placeWithoutHead(head))
      taken()
    },
    flush(done) {
      if (head) insertAt(this, head, placeWithoutHead(head))
      done()
    },
  })
}

/** A page need not write `<head>`; what comes first after `<html>`, or the doctype, is in it. */
function placeWithoutHead(bytes: Buffer): number {
  return endOf(/<html(\s[^>]*)?>/i, bytes) || endOf(/<!doctype[^>]*>/i, bytes)
}

/** 0 when it is not there. Latin-1 gives every byte one character, so that a place in the text is a place in the bytes. */
function endOf(tag: RegExp, bytes: Buffer): number {
  const found = tag.exec(bytes.toString('latin1'))
  return found ? found.index + found[0].length : 0
}
