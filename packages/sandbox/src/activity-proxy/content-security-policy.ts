/**
 * What an activity's page may do: talk to its own origin and to Discord's REST API, and show what is attached to
 * messages. Discord does not publish its exact text; this is as
 * strict as it is known to have been, workers included, so that what runs here runs there. The sandbox's own API stands in the place of
 * `https://discord.com/api/` and of `/attachments/` at Discord's CDN, which Discord documents as open (activities/development-guides/networking): nothing leaves this machine.
 */
export function contentSecurityPolicy(options: { activityOrigin: string; hostOrigin: string }): string {
  const sockets = options.activityOrigin.replace(/^http/, 'ws')
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${options.hostOrigin}/attachments/`,
    "font-src 'self' data:",
    `connect-src 'self' ${sockets} ${options.hostOrigin}/api/`,
    `media-src 'self' blob: ${options.hostOrigin}/attachments/`,
    "worker-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `frame-ancestors ${options.hostOrigin}`,
  ].join('; ')
}
