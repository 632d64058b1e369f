import type { TemplateData, TemplateValue } from './variable.ts'

/** What stands at a path of own properties; a prototype is never asked. */
export function valueAt(data: TemplateData, path: readonly string[]): TemplateValue {
  let found: TemplateValue = data
  for (const name of path) {
    if (!isGroup(found) || !Object.hasOwn(found, name)) return undefined
    found = found[name]
  }
  return found
}

function isGroup(value: TemplateValue): value is TemplateData {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
