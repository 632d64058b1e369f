/**
 * A value that an earlier part of a multirequest will answer with, for a later part to use: `media.result.id`, `captions.result.objects[0].id`.
 * Has the shape of the answer; written into the request it becomes Kaltura's `{1:result:objects:0:id}`.
 */
export type Reference<Answer> = Answer extends object ? { readonly [Key in keyof Answer]-?: Reference<NonNullable<Answer[Key]>> } : unknown

/** @param part counted from 1 in the order of execution, as Kaltura does */
export function referenceTo<Answer>(part: number, path: readonly string[] = []): Reference<Answer> {
  const written = `{${[part, 'result', ...path].join(':')}}`
  const target = { toJSON: () => written }
  const proxy: unknown = new Proxy(target, {
    get: (_, key) => (key === 'toJSON' || typeof key === 'symbol' ? Reflect.get(target, key) : referenceTo(part, [...path, key])),
  })
  // The proxy answers to every path, which no type but the one that we promise can say.
  return proxy as Reference<Answer>
}
