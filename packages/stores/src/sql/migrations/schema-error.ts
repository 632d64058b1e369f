import { CodedError } from '@kaltura-discord/core'

/** The tables of a database are not what this version can work with; nothing was changed. A retry never helps. */
export class SchemaError extends CodedError<'schema.newer' | 'schema.changed' | 'schema.blocked'> {
  constructor(code: SchemaError['code'], message: string) {
    super({ code, message, retryable: false })
  }
}
