/** `{2:result:objects:0:id}`: part of what an earlier request of the same multirequest answered; requests count from 1. */
const reference = /\{(\d{1,3}):result((?::[\w-]{1,64}){0,8})\}/g

/**
 * Replaces the references in the parameters of one request by what the earlier requests answered.
 *
 * A parameter that is nothing but one reference takes the value as it is; inside a longer text the value becomes text. What leads nowhere stays as it was written,
 * as at Kaltura, and fails there as a strange id does.
 */
export function resolveReferences(value: unknown, results: readonly unknown[]): unknown {
  if (typeof value === 'string') return resolveText(value, results)
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, results))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolveReferences(inner, results)]))
}

function resolveText(text: string, results: readonly unknown[]): unknown {
  const matches = [...text.matchAll(reference)]
  const [first] = matches
  if (first && first[0] === text) return lookUp(first, results) ?? text
  return text.replace(reference, (written, index: string, path: string) => {
    const found = lookUp([written, index, path], results)
    return typeof found === 'string' || typeof found === 'number' ? String(found) : written
  })
}

function lookUp([, index = '', path = '']: readonly (string | undefined)[], results: readonly unknown[]): unknown {
  const keys = path.split(':').filter((key) => key !== '')
  return keys.reduce<unknown>(
    (value, key) => {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
      return Object.entries(value).find(([name]) => name === key)?.[1]
    },
    results[Number(index) - 1],
  )
}
