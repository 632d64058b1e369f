/** A version 4 UUID from a source of random numbers in [0, 1). It names things; it guards nothing. */
export function uuidFrom(random: () => number): string {
  const digit = (max = 16) => Math.floor(random() * max)
  const hex = (count: number) => Array.from({ length: count }, () => digit().toString(16)).join('')
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + digit(4)).toString(16)}${hex(3)}-${hex(12)}`
}
