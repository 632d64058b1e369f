import type { z } from 'zod'
import { eventFilter, readEvent } from './audit.ts'
import type { RouteAccess } from './route.ts'

/** An operation that is not JSON in and JSON out. Declared all the same: nothing is served that the contract doesn't name. */
export interface RawRoute {
  name: string
  method: 'GET' | 'POST'
  /** `*` stands for the rest of the path. */
  path: string
  summary: string
  /** `ticket`: a room ticket in the first message. */
  access: RouteAccess | 'ticket'
  query?: z.ZodType
  /** What is answered, where that is a stream of server-sent events: the schema of each one's `data`. */
  events?: z.ZodType
}

/** Below it each connection to Kaltura has a door of its own: {@link mediaDoorOf}. */
export const mediaDoorPath = '/api/v1/media'

/** The door that a Kaltura player asks for the API, playManifest and playlists of the account that its entry is in. */
export function mediaDoorOf(connection: string): string {
  return `${mediaDoorPath}/${encodeURIComponent(connection)}`
}

/** Below the door, where the player's analytics plugin sends its beacons: it adds `/api_v3/index.php`. */
export function analyticsDoorOf(connection: string): string {
  return `${mediaDoorOf(connection)}/analytics`
}

const doorPath = `${mediaDoorPath}/{connection}`

/** The page that a link for people outside of Discord opens, and to which Discord sends them back: the OAuth2 redirect to register. */
export const joinPath = '/join'

/** Where rooms are joined, as a WebSocket; see PROTOCOL.md of `@kaltura-discord/sync`. */
export const roomSocketPath = '/api/v1/rooms/socket'

/** Operations around the JSON ones. Kaltura itself judges the KS in what passes the media door. */
export const rawRoutes = {
  health: { name: 'health', method: 'GET', path: '/healthz', summary: 'Whether the process answers', access: 'none' },
  readiness: {
    name: 'readiness',
    method: 'GET',
    path: '/readyz',
    summary: 'Whether the server can work, what it leans on, and what is left of each feature; 503 when its database is away',
    access: 'none',
  },
  metrics: { name: 'metrics', method: 'GET', path: '/metrics', summary: 'For Prometheus; on Node only', access: 'service' },
  openApi: { name: 'openApi', method: 'GET', path: '/api/v1/openapi.json', summary: 'This description', access: 'none' },
  eventStream: {
    name: 'eventStream',
    method: 'GET',
    path: '/api/v1/events/stream',
    summary:
      'What happened, as it happens, as server-sent events: `id` is a position, which `Last-Event-ID` goes on behind; it wins over `after`. A comment comes every 15 s without an event. Whoever does not read is cut off',
    access: 'service',
    query: eventFilter,
    events: readEvent,
  },
  roomSocket: { name: 'roomSocket', method: 'GET', path: roomSocketPath, summary: 'The WebSocket of a room', access: 'ticket' },
  playerCall: {
    name: 'playerCall',
    method: 'POST',
    path: `${doorPath}/api_v3/*`,
    summary: 'A call of the Kaltura API that a player makes, its addresses rewritten to the URL mappings',
    access: 'none',
  },
  playerMedia: {
    name: 'playerMedia',
    method: 'GET',
    path: `${doorPath}/p/*`,
    summary: 'playManifest with its redirects followed and its addresses rewritten; anything else is sent on to its URL mapping',
    access: 'none',
  },
  playlist: {
    name: 'playlist',
    method: 'GET',
    path: `${doorPath}/from/*`,
    summary: 'A playlist of a mapped host, its addresses rewritten',
    access: 'none',
  },
  captions: {
    name: 'captions',
    method: 'GET',
    path: `${doorPath}/captions/*`,
    summary: 'Captions, as a file or in segments; the KS that they need is sealed in the address',
    access: 'none',
  },
  beacon: {
    name: 'beacon',
    method: 'POST',
    path: `${doorPath}/analytics/api_v3/index.php`,
    summary: "What a player tells Kaltura's view analytics",
    access: 'none',
  },
  beaconInAddress: {
    name: 'beaconInAddress',
    method: 'GET',
    path: `${doorPath}/analytics/api_v3/index.php`,
    summary: 'The same, as older players say it: all in the query',
    access: 'none',
  },
} as const satisfies Record<string, RawRoute>
