import type { ErrorRow } from './error-row.ts'

/** Who may watch what, and where. */
export const watchErrors = {
  'guild-unbound': {
    status: 403,
    retryable: false,
    sentence: 'This server is not connected to Kaltura yet. A manager of it can ask the operator of the bot.',
    support: 'The guild has no line in GUILDS, or one with a connection that is not configured.',
  },
  'entry-unknown': {
    status: 403,
    retryable: false,
    sentence: 'This video is not available here.',
    support: 'Kaltura has no such entry in this account, or it was deleted.',
  },
  // Reads like an unknown one, so that nobody learns which ids exist.
  'entry-out-of-scope': {
    status: 403,
    retryable: false,
    sentence: 'This video is not available here.',
    support: "The entry exists but no tag, category or playlist of the guild's scope holds it.",
  },
  'entry-not-ready': {
    status: 403,
    retryable: false,
    sentence: 'This video is still being prepared. Try again in a few minutes.',
    support: 'Kaltura is converting the entry; its page in KMC shows how far it is.',
  },
  'entry-not-open': {
    status: 403,
    retryable: false,
    sentence: 'Its owner does not let this video be watched at this time.',
    support: 'The entry has a start or end date in KMC > Scheduling that leaves this moment out.',
  },
  'member-may-not-watch': {
    status: 403,
    retryable: false,
    sentence: 'You may not watch videos here. Ask a manager of this server which role you need.',
    support: 'Neither a permission nor a role id in `watchers` of the guild lets this member watch.',
  },
  'member-may-not-start': {
    status: 403,
    retryable: false,
    sentence: 'You can join, but not start a watch party here.',
    support: 'Neither a permission nor a role id in `controllers` of the guild lets this member start one.',
  },
  'member-may-not-grant': {
    status: 403,
    retryable: false,
    sentence: 'Only a manager of this server can give others a right for a time.',
    support: 'Managers hold Administrator or Manage Server, or a line in `managers` of the guild.',
  },
  'grant.too-long': {
    status: 400,
    retryable: false,
    sentence: 'A right can be given for 90 days at most. For longer, use a Discord role.',
    support: 'Add a role id to `watchers`, `controllers` or `managers` of the guild instead.',
  },
  'member-may-not-configure': {
    status: 403,
    retryable: false,
    sentence: 'Only those who manage this server may see and change how it is set up.',
    support: 'Neither a permission nor a role id in `managers` of the guild makes this member a manager.',
  },
  'viewer.unknown': {
    status: 403,
    retryable: false,
    sentence: 'Your institution does not know you by this Discord account. Ask a manager of this server.',
    support: 'The Discord user is not in KALTURA_USERS and KALTURA_STRANGERS lets only those in.',
  },
  'activity.over': {
    status: 403,
    retryable: false,
    sentence: 'This watch party is over. Ask for a new invitation.',
    support: 'Everyone left the Activity instance that the invitation was for.',
  },
  'activity.not-a-participant': {
    status: 403,
    retryable: false,
    sentence: 'Discord does not list you in this Activity. Close it and join again from the channel.',
    support: 'Discord needs a moment after somebody joins; if it stays, look at Discord’s status page.',
  },
  'activity.not-a-member': {
    status: 403,
    retryable: false,
    sentence: 'You are not a member of this server, and only its members may watch here.',
    support: 'Discord does not list the user in the guild, or the bot is not in it.',
  },
  'activity.no-programme': {
    status: 404,
    retryable: true,
    sentence: 'Nothing was chosen to watch here yet. Use /kaltura watch in the channel.',
    support: 'The Activity was opened by itself, or the bot could not tell the server what it was opened for.',
  },
  'activity.unmapped': {
    status: 503,
    retryable: false,
    sentence: 'The operator has not mapped the Kaltura API in the URL Mappings of this Activity.',
    support: 'Add the origin of KALTURA_SERVICE_URL to URL_MAPPINGS and to the developer portal.',
  },
  'invitation.not-allowed': {
    status: 403,
    retryable: false,
    sentence: 'Only those who may steer here may invite others.',
    support: 'The role of the member in this guild is viewer.',
  },
  'invitation.not-open': {
    status: 404,
    retryable: false,
    sentence: 'This invitation is not open any more. Ask for a new one.',
    support: 'It was used up, is too old, or never existed; the server does not tell which.',
  },
  'invitation.not-set-up': {
    status: 503,
    retryable: false,
    sentence: 'The operator of this server has not set up invitations.',
    support: 'Set PUBLIC_URL, and the redirect in the developer portal.',
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
