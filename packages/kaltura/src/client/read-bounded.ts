import { UnavailableError } from '@kaltura-discord/core'
import { concatBytes } from '../bytes/concat-bytes.ts'

/** The body of an answer, refused as soon as it is longer than `maxBytes`, whatever its Content-Length says. @throws UnavailableError */
export async function readBounded(response: Response, maxBytes: number): Promise<Uint8Array> {
  const reader = response.body?.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
    length += read.value.length
    if (length > maxBytes) {
      reader?.cancel().catch(() => {})
      throw new UnavailableError('Kaltura sent a larger answer than we take', { details: { maxBytes } })
    }
    chunks.push(read.value)
  }
  return concatBytes(...chunks)
}
