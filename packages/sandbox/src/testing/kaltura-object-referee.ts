import { createRequire } from 'node:module'
import { z } from 'zod'

const model = z.object({ objects: z.record(z.string(), z.unknown()) }).parse(createRequire(import.meta.url)('kaltura-client'))
const typed = z.looseObject({ objectType: z.string() })

/**
 * Throws for an answer that the described API could not give: an object without an `objectType`, of a class that the npm client's model doesn't have, with a
 * property that its class doesn't have, or with a null.
 */
export function judgeKalturaObject(answer: unknown, path = 'answer'): void {
  if (Array.isArray(answer)) {
    for (const [index, one] of answer.entries()) judgeKalturaObject(one, `${path}[${index}]`)
    return
  }
  if (typeof answer !== 'object' || answer === null) return
  const { objectType, ...properties } = typed.parse(answer, { error: () => `${path} has no objectType` })
  if (objectType === 'KalturaAPIException') return
  const known = new Set(propertiesOf(objectType))
  if (known.size === 0) throw new Error(`${path} is a ${objectType}, which Kaltura's API doesn't have`)
  for (const [name, value] of Object.entries(properties)) {
    if (!known.has(name)) throw new Error(`${path}.${name}: a ${objectType} has no such property`)
    if (value === null) throw new Error(`${path}.${name} is null, which Kaltura leaves out`)
    judgeKalturaObject(value, `${path}.${name}`)
  }
}

/** The getters of the class and of those that it extends; a class whose name the model doesn't have has none. */
function propertiesOf(objectType: string): readonly string[] {
  const found = model.objects[objectType.replace(/^Kaltura/, '')]
  const properties: string[] = []
  for (let type: unknown = found; typeof type === 'function'; type = Object.getPrototypeOf(type)) {
    const getters = Object.getOwnPropertyNames(type.prototype ?? {}).filter((name) => /^get[A-Z]/.test(name))
    properties.push(...getters.map((name) => `${name.charAt(3).toLowerCase()}${name.slice(4)}`))
  }
  return found === undefined ? [] : [...properties, 'relatedObjects']
}
