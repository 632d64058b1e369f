/** A path of the contract, such as `/links/{id}`, in Hono's words. */
export function honoPath({ path }: { path: string }): string {
  return path.replace(/\{(\w+)\}/g, ':$1')
}
