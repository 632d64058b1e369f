import type { ErrorRow } from './error-row.ts'

/** A request that could not be read, and who may send one at all. */
export const requestErrors = {
  'request.too-large': {
    status: 413,
    retryable: false,
    sentence: 'The body may be {limitBytes} bytes at most.',
    support: 'No client of ours sends that much: look at who calls.',
  },
  'request.cut-short': {
    status: 502,
    retryable: true,
    sentence: 'The body broke off before its end.',
    support: 'The line broke while something was sent. Many of them are a sign of a proxy with a short time limit.',
  },
  'request.not-json': {
    status: 415,
    retryable: false,
    sentence: 'Send the body as application/json.',
    support: 'The caller is not a client of ours, or a proxy changed its headers.',
  },
  'request.malformed': {
    status: 400,
    retryable: false,
    sentence: 'The body is not JSON.',
    support: 'The caller is not a client of ours, or a proxy changed the body.',
  },
  'request.invalid': {
    status: 400,
    retryable: false,
    sentence: 'The {place} is not usable: {problem}',
    support: 'Caller and server may be of different versions.',
  },
  'auth.service': {
    status: 401,
    retryable: false,
    sentence: 'This call needs the service token: do bot and server share SERVER_SECRET?',
    support: 'Compare SERVER_SECRET of bot and server; both read it at start.',
  },
  'auth.viewer': {
    status: 401,
    retryable: false,
    sentence: 'Your sign-in has ended. Close the Activity and open it again.',
    support: 'A ticket of the Activity lasts hours, and ends when SERVER_SECRET is changed.',
  },
  'sign-in.stale': {
    status: 400,
    retryable: false,
    sentence: 'This sign-in took too long. Close the Activity and open it again.',
    support: 'More than ten minutes passed between the two steps, or the clocks of two servers differ by minutes.',
  },
  'sign-in.foreign': {
    status: 400,
    retryable: false,
    sentence: 'This sign-in was not begun in this browser, or took too long. Open the link again.',
    support: 'The browser blocks cookies, or somebody passed on the address that Discord sent them back to.',
  },
  'sign-in.refused': {
    status: 403,
    retryable: false,
    sentence: 'Discord did not confirm the sign-in. Close the Activity and open it again.',
    support: 'If nobody can sign in: compare DISCORD_APPLICATION_ID and DISCORD_CLIENT_SECRET with the developer portal.',
  },
  'sign-in.refused-outside': {
    status: 403,
    retryable: false,
    sentence: 'Discord did not confirm the sign-in. Open the link again.',
    support: 'If nobody can: the redirect in the developer portal has to be PUBLIC_URL with /join behind it.',
  },
  'notification.token': {
    status: 401,
    retryable: false,
    sentence: 'The endpoint token is missing or wrong.',
    support: 'Compare KALTURA_NOTIFICATION_TOKEN with the custom header of the template in Kaltura.',
  },
  'notification.signature': {
    status: 401,
    retryable: false,
    sentence: 'The signature does not fit the body.',
    support: 'Compare KALTURA_NOTIFICATION_SECRET with the signing secret of the template; SHA-256 or SHA-512.',
  },
  'notification.malformed': {
    status: 400,
    retryable: false,
    sentence: 'The body is not a Kaltura notification in JSON.',
    support: 'The template in Kaltura must send its data as JSON, not as a form, XML or PHP.',
  },
  'notification.partner': {
    status: 403,
    retryable: false,
    sentence: 'The notification is of another Kaltura account.',
    support: 'A template of another partner has the address, token and secret of this one.',
  },
  'notification.unknown': {
    status: 404,
    retryable: false,
    sentence: 'No such notification is parked in this connection.',
    support: 'It was replayed already, belongs to another connection, or is gone after 90 days. The list of parked ones has the ids.',
  },
  'delivery.unknown': {
    status: 404,
    retryable: false,
    sentence: 'No such message is parked or refused in this server.',
    support: 'It was replayed or sent already, belongs to another guild, or is gone after 90 days. The list of deliveries has the ids.',
  },
  'subscriber.unknown': {
    status: 404,
    retryable: false,
    sentence: 'Nobody follows the events under this name.',
    support: 'The list of subscribers has the names. One that never ran on this database is not there.',
  },
  'event.unknown': {
    status: 404,
    retryable: false,
    sentence: 'No such event is set aside by this subscriber.',
    support:
      'It was replayed already, or is gone from the log: after 30 days, or because its person was forgotten. The list of parked ones has the positions.',
  },
  'events.busy': {
    status: 503,
    retryable: true,
    sentence: 'As many programs follow the events of this server as may: try again in a minute, or read them in pages.',
    support:
      'Each open stream counts, 32 at most in each process. A program that opens a new one without closing the last is the usual cause.',
  },
  'connection.unknown': {
    status: 404,
    retryable: false,
    sentence: 'There is no Kaltura connection of this name.',
    support: 'The settings name the connections. What is parked of one that was removed can be replayed when it is back.',
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
