import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { givenReceiver, headersFor, linesOf, raw, ready, utf8 } from '../testing/notification-receiver.ts'

// The numbers are those of packages/kaltura/docs/attacks.md; what needs no server is tried there.

describe('a body on the wire', () => {
  const megabyte = new Uint8Array(1024 * 1024).fill(0x20)

  test('[A19] of 10 MB is refused before it is all there', async () => {
    const { port, errors } = await givenReceiver()
    const head = [...linesOf(await headersFor(megabyte)), `content-length: ${10 * megabyte.length}`]

    expect(await raw(port, head, (write) => write(megabyte))).toMatch(/^HTTP\/1.1 413 /)
    expect(errors).toEqual([])
  })

  test('[A19] in chunks, of no stated length, is refused where it grows too long', async () => {
    const { port } = await givenReceiver()
    const head = [...linesOf(await headersFor(megabyte)), 'transfer-encoding: chunked']

    expect(
      await raw(port, head, (write) => {
        write('100000\r\n')
        write(megabyte)
      }),
    ).toMatch(/^HTTP\/1.1 413 /)
  })

  test('[A19] in chunks, of a good length, is taken', async () => {
    const { port } = await givenReceiver()
    const body = utf8(ready)
    const head = [...linesOf(await headersFor(body)), 'transfer-encoding: chunked']

    expect(
      await raw(port, head, (write) => {
        write(`${body.length.toString(16)}\r\n`)
        write(body)
        write('\r\n0\r\n\r\n')
      }),
    ).toMatch(/^HTTP\/1.1 200 /)
  })

  test('[A19] that is longer than it says is refused: as no request, or for its signature', async () => {
    const { port } = await givenReceiver()
    const body = utf8(ready)
    const head = [...linesOf(await headersFor(body)), `content-length: ${body.length - 1}`]

    expect(await raw(port, head, (write) => write(body))).toMatch(/^HTTP\/1.1 40[01] /)
  })

  test('[A19] of two lengths is no request', async () => {
    const { port } = await givenReceiver()
    const head = [...linesOf(await headersFor(utf8(ready))), 'content-length: 5', 'transfer-encoding: chunked']

    expect(await raw(port, head, (write) => write('0\r\n\r\n'))).toMatch(/^HTTP\/1.1 400 /)
  })

  test('[A19] that is shorter than it says, or comes too slowly, is let go in time and is no error of ours', async () => {
    const { port, errors } = await givenReceiver({ requestTimeoutMs: 200 })
    const body = utf8(ready)
    const head = [...linesOf(await headersFor(body)), `content-length: ${body.length}`]

    expect(await raw(port, head, (write) => write(body.subarray(0, 1)))).toMatch(/^HTTP\/1.1 408 /)
    expect(errors).toEqual([])
  })

  test('[A20] that is packed is not unpacked, be it a bomb or a notification', async () => {
    const { post } = await givenReceiver()
    const bomb = Uint8Array.from(gzipSync(new Uint8Array(64 * 1024 * 1024)))
    const packed = Uint8Array.from(gzipSync(utf8(ready)))
    const asGzip = async (signed: Uint8Array) => ({ ...(await headersFor(signed)), 'content-encoding': 'gzip' })

    expect(bomb.length).toBeLessThan(256 * 1024)
    expect(await post(bomb, await asGzip(bomb))).toBe('401 notification.signature')
    expect(await post(packed, await asGzip(packed))).toBe('401 notification.signature')
    expect(await post(packed, await asGzip(utf8(ready)))).toBe('401 notification.signature')
  })
})
