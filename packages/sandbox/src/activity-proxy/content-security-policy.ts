/**
 * What an activity's page may do: talk to its own origin and nothing else. Discord does not publish its exact text; this is as strict as
 * it is known to have been, workers included, so that what runs here runs there.
 */
export function contentSecurityPolicy(options: { activityOrigin: string; hostOrigin: string }): string {
  const sockets = options.activityOrigin.replace(/^http/, 'ws')
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ${sockets}`,
    "media-src 'self' blob:",
    "worker-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `frame-ancestors ${options.hostOrigin}`,
  ].join('; ')
}
