/** What rendering is told besides the data. */
export interface RenderContext {
  /** A BCP 47 tag: for upper and lower case. */
  locale: string
  /** Whether the language around the values is written from right to left. */
  isRightToLeft: boolean
  /** Of the whole output, in UTF-16 units. */
  maxLength: number
  /** The only role ids that may become mentions. */
  mentionable: readonly string[]
  /** A number of people in words. */
  people(count: number): string
}
