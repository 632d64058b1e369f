import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { clockScript, withClockScript } from './wrong-clock.ts'

const tag = '<script src="/.sandbox/clock.js?ahead=5000"></script>'
const written = (...pieces: string[]) => text(Readable.from(pieces.map((piece) => Buffer.from(piece))).pipe(withClockScript(5_000)))

describe('the script of a wrong clock stands', () => {
  test('first in the head, wherever the pieces of the page are cut', async () => {
    expect(await written('<!doctype html><he', 'ad lang="en"><script src="app.js"></script>', '<p>ä')).toBe(
      `<!doctype html><head lang="en">${tag}<script src="app.js"></script><p>ä`,
    )
  })

  test('after the html tag, the doctype or nothing, in a page without a head', async () => {
    expect(await written('<!doctype html><html><p>x')).toBe(`<!doctype html><html>${tag}<p>x`)
    expect(await written('<!DOCTYPE html><p>x')).toBe(`<!DOCTYPE html>${tag}<p>x`)
    expect(await written('<p>x')).toBe(`${tag}<p>x`)
    expect(await written('<header>x</header>')).toBe(`${tag}<header>x</header>`)
  })

  test('in a page whose head never comes', async () => {
    const long = await written('<html>', 'x'.repeat(70_000), '<p>end')

    expect(long).toBe(`<html>${tag}${'x'.repeat(70_000)}<p>end`)
  })
})

describe('a wrong clock', () => {
  const run = (code: string): unknown => runInNewContext(`${clockScript(-90_000)}; ${code}`, { performance })

  test('moves every way to ask the date for the time', () => {
    expect(Math.abs(Number(run('Date.now()')) - (Date.now() - 90_000))).toBeLessThan(5_000)
    expect(Math.abs(Number(run('new Date().getTime()')) - (Date.now() - 90_000))).toBeLessThan(5_000)
    expect(Math.abs(Date.parse(String(run('Date()'))) - (Date.now() - 90_000))).toBeLessThan(5_000)
  })

  test('leaves dates that were given, what a date is, and performance', () => {
    expect(run('new Date(5).getTime()')).toBe(5)
    expect(run('Date.UTC(2026, 0, 1)')).toBe(Date.UTC(2026, 0, 1))
    expect(run('new Date() instanceof Date && (class extends Date {}).name === "" && new Date().constructor === Date')).toBe(true)
    expect(run('(class Day extends Date {}).prototype instanceof Date && new (class Day extends Date {})(7).getTime()')).toBe(7)
    expect(Math.abs(Number(run('performance.now()')) - performance.now())).toBeLessThan(1_000)
  })
})
