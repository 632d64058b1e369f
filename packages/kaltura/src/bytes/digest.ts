export type HashName = 'SHA-1' | 'SHA-256' | 'SHA-512'

/** By Web Crypto. */
export async function webDigest(name: HashName, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(name, bytes))
}

/**
 * The hash of some kB. On Node by Node's own `createHash`: Web Crypto hands each to another thread there, which takes many times as long as hashing it.
 * `sha256` and its like are the names that workerd's `createHash` knows too.
 */
export const digest = digestOn(globalThis.process?.getBuiltinModule?.('node:crypto'))

function digestOn(node: typeof import('node:crypto') | undefined): typeof webDigest {
  return node ? async (name, bytes) => node.createHash(name.replace('-', '').toLowerCase()).update(bytes).digest() : webDigest
}
