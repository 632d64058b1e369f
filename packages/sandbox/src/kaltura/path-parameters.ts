/** `/entryId/0_abc/format/url/a.mp4` → entryId and format: Kaltura's own way of saying parameters. What stands alone at the end is only a file name. */
export function pathParameters(path: string): ReadonlyMap<string, string> {
  const segments = path.split('/').filter((segment) => segment !== '')
  const parameters = new Map<string, string>()
  for (let index = 0; index + 1 < segments.length; index += 2) {
    parameters.set(segments[index] ?? '', decode(segments[index + 1] ?? ''))
  }
  return parameters
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
