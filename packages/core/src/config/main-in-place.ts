import { isObject } from './plain-object.ts'
import { connectionFields, mainConnection } from './settings/connections.ts'

/**
 * A file may describe `main` beside the other connections: `kaltura.connections.main` is moved to where `kaltura` says the same, so that one setting has one
 * place. What is no setting stays where it is, and is found there.
 */
export function mainInPlace(tree: unknown): { tree: unknown; problems: readonly string[] } {
  const kaltura = isObject(tree) ? tree.kaltura : undefined
  const connections = isObject(kaltura) ? kaltura.connections : undefined
  if (!isObject(tree) || !isObject(kaltura) || !isObject(connections) || !Object.hasOwn(connections, mainConnection))
    return { tree, problems: [] }
  const { [mainConnection]: main, ...others } = connections
  const where = `kaltura.connections.${mainConnection} in the configuration file`
  if (!isObject(main)) return { tree: { ...tree, kaltura: { ...kaltura, connections: others } }, problems: [`${where} must be an object`] }
  const names = Object.keys(main)
  const known = names.filter((name) => connectionFields.has(name))
  const twice = known.filter((name) => Object.hasOwn(kaltura, name))
  return {
    tree: { ...tree, kaltura: { ...kaltura, ...Object.fromEntries(known.map((name) => [name, main[name]])), connections: others } },
    problems: [
      ...(known.length < names.length
        ? [`${where} holds a name that is no setting; there are: ${[...connectionFields].sort().join(', ')}`]
        : []),
      ...(twice.length > 0 ? [`${where} says again what kaltura says: say each once (${twice.join(', ')})`] : []),
    ],
  }
}
