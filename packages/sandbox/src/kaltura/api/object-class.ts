import { z } from 'zod'
import { type ApiException, apiException, refusals } from './exception.ts'

/** What the sandbox knows of one class of Kaltura's API: which properties callers write, and which they only read. */
export interface ObjectClass {
  /** Its `objectType`. */
  name: string
  writable: Readonly<Record<string, z.ZodType>>
  readOnly: readonly string[]
  /** Properties that a new object has to have. */
  required: readonly string[]
}

/** Properties of an object, nulls and unknown ones dropped. */
export type Properties = Readonly<Record<string, unknown>>

export type ReadObject = { kind: 'read'; of: ObjectClass; properties: Properties } | { kind: 'refused'; why: ApiException }

/** The kinds of values that Kaltura's properties have. PHP takes a number for a text and the other way round, and so do these. */
export const values = {
  text: z.union([z.string().max(100_000), z.number().transform(String), z.boolean().transform((yes) => (yes ? '1' : '0'))]),
  whole: z.coerce.number().transform(Math.trunc).catch(0),
  decimal: z.coerce.number().catch(0),
  flag: z.union([z.boolean(), z.literal([1, '1', 'true']).transform(() => true), z.unknown().transform(() => false)]),
  object: z.looseObject({ objectType: z.string().max(128).optional() }),
  objects: z.array(z.looseObject({ objectType: z.string().max(128).optional() })).max(1000),
}

const typed = z.looseObject({ objectType: z.string().max(128).optional() })

/**
 * Reads a parameter that holds an object of one of `classes`; the first is meant by an object without an `objectType`.
 * @param options.before the object that is changed, which may be said again as it is; without it, a new object is made
 * @param options.parameter what the parameter is called
 */
export function readObject(
  value: unknown,
  options: { parameter: string; classes: readonly ObjectClass[]; abstract?: string; before?: Properties | undefined },
): ReadObject {
  const { parameter, classes, abstract, before } = options
  const given = typed.safeParse(value)
  if (!given.success) return refused(refusals.missingParameter(parameter))
  const type = given.data.objectType ?? abstract ?? classes[0]?.name
  const of = classes.find(({ name }) => name === type)
  if (!of) return refused(type === abstract ? abstractType(`${abstract}`) : refusals.invalidObjectType(`${type}`))

  const present = Object.entries(given.data).filter(([, inner]) => inner !== null && inner !== undefined)
  const fixed = present.find(([name, inner]) => of.readOnly.includes(name) && (before === undefined || before[name] !== inner))
  if (fixed) return refused(notUpdatable(of, fixed[0]))
  const properties = Object.fromEntries(
    present.flatMap(([name, inner]) => {
      const parsed = of.writable[name]?.safeParse(inner)
      return parsed?.success ? [[name, parsed.data]] : []
    }),
  )
  const missing = before === undefined ? of.required.find((name) => properties[name] === undefined) : undefined
  return missing === undefined ? { kind: 'read', of, properties } : refused(cannotBeNull(`${of.name}::${missing}`))
}

/** Texts of kaltura/server: KalturaErrors.php; names of properties as KalturaObject::getFormattedPropertyNameWithClassName writes them. */
export function cannotBeNull(property: string): ApiException {
  return apiException('PROPERTY_VALIDATION_CANNOT_BE_NULL', `The property "${property}" cannot be null`, { PROP_NAME: property })
}

export function tooShort(property: string, length: number): ApiException {
  return apiException('PROPERTY_VALIDATION_MIN_LENGTH', `The property "${property}" must have a min length of ${length} characters`, {
    PROP_NAME: property,
    MIN_LEN: `${length}`,
  })
}

export function invalidField(field: string): ApiException {
  return apiException('INVALID_FIELD_VALUE', `value in field [${field}] is not valid`, { FIELD_NAME: field })
}

export function invalidObjectId(id: string): ApiException {
  return apiException('INVALID_OBJECT_ID', `Invalid object id [${id}]`, { ID: id })
}

function notUpdatable({ name }: ObjectClass, property: string): ApiException {
  const full = `${name}::${property}`
  return apiException('PROPERTY_VALIDATION_NOT_UPDATABLE', `The property "${full}" cannot be updated`, { PROP_NAME: full })
}

function abstractType(type: string): ApiException {
  const words = `The object type "${type}" is abstract, use one of the object implementations`
  return apiException('OBJECT_TYPE_ABSTRACT', words, { OBJ_TYPE: type })
}

function refused(why: ApiException): ReadObject {
  return { kind: 'refused', why }
}
