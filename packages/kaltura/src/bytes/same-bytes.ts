/** Whether two byte strings are equal, in a time that depends on their lengths alone: for digests and signatures of hostile origin. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  let difference = left.length ^ right.length
  for (const [index, byte] of left.entries()) difference |= byte ^ (right[index] ?? 0)
  return difference === 0
}
