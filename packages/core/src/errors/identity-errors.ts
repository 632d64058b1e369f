import type { ErrorRow } from './error-row.ts'

/** Who is who in Kaltura. */
export const identityErrors = {
  'member-may-not-link': {
    status: 403,
    retryable: false,
    sentence: 'You can link your Kaltura account when you may watch videos here. Ask a manager of this server which role you need.',
    support: 'Neither a permission nor a role id in `watchers` of the guild lets this member watch.',
  },
  'link.off': {
    status: 403,
    retryable: false,
    sentence: 'The operator of the bot has not switched on linking of accounts.',
    support: 'Set KALTURA_LINKS, and KALTURA_LINK_TOKEN for the system that confirms codes.',
  },
  'link.given': {
    status: 403,
    retryable: false,
    sentence: 'Your institution has told us already who you are in Kaltura. Only they can change it.',
    support: 'KALTURA_USERS has a row for this Discord user, which goes before any link.',
  },
  'link.code': {
    status: 403,
    retryable: false,
    sentence: 'This code is not valid. Use /kaltura link for a new one: it lasts 10 minutes and works once.',
    support: 'Mistyped, spent, too old, tried too often, or of another Kaltura account; the server does not tell which.',
  },
  'link.user': {
    status: 403,
    retryable: false,
    sentence: 'Nobody can be linked to this Kaltura user.',
    support: 'The user id is not one that Kaltura takes, is somebody’s own `discord_…`, or KALTURA_USERS gives it to another person.',
  },
  'link.taken': {
    status: 409,
    retryable: false,
    sentence: 'Another Discord account is linked to this Kaltura user. Use /kaltura unlink there first.',
    support: 'KALTURA_LINKS=shared lets several Discord users be one Kaltura user.',
  },
  'link.ks': {
    status: 403,
    retryable: false,
    sentence: 'Kaltura does not confirm this session. Sign in there again.',
    support: 'Expired, ended, of another account, of nobody, of an administrator, or one of a player: none of these says who somebody is.',
  },
  'auth.directory': {
    status: 401,
    retryable: false,
    sentence: 'This call needs the link token.',
    support: 'Compare KALTURA_LINK_TOKEN with what the institution’s system sends as bearer.',
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
