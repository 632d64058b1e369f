import type { ErrorRow } from './error-row.ts'

/** Kaltura, and media on their way from it. */
export const mediaErrors = {
  'media.call': {
    status: 403,
    retryable: false,
    sentence: 'The player may not make this call here.',
    support: 'A plugin of the player asks for more than playing needs: the uiConf has it switched on.',
  },
  'media.unreachable': {
    status: 502,
    retryable: true,
    sentence: 'The video service could not be reached. Trying again may help.',
    support: 'Kaltura did not answer in ten seconds: look at its status page and at the way out of this machine.',
  },
  'media.answer': {
    status: 502,
    retryable: true,
    sentence: 'Kaltura answered in a way that the player would not understand.',
    support: 'A proxy or an error page stands between this server and Kaltura.',
  },
  'media.refused': {
    status: 403,
    retryable: false,
    sentence: 'Kaltura does not play this video here.',
    support:
      'An access control profile of the entry refuses (countries, sites, a schedule), or the entry is gone: Kaltura does not tell which.',
  },
  'media.captions': {
    status: 404,
    retryable: false,
    sentence: 'There are no captions at this address.',
    support: 'The address was not made by this server.',
  },
  'media.captions-refused': {
    status: 404,
    retryable: false,
    sentence: 'Kaltura has no such captions for this viewer.',
    support: 'The caption asset was deleted, or the viewer may not see it.',
  },
  'media.redirects': {
    status: 502,
    retryable: false,
    sentence: 'Kaltura kept sending the player elsewhere.',
    support: 'Two delivery profiles of the account point at each other.',
  },
  'media.unmapped-playlist': {
    status: 404,
    retryable: false,
    sentence: 'There is no URL mapping for this playlist.',
    support: 'URL_MAPPINGS was changed while somebody watched.',
  },
  'media.unmapped-host': {
    status: 502,
    retryable: false,
    sentence: "{host} is not in this Activity's URL Mappings. The operator can add it.",
    support: 'Add the host to URL_MAPPINGS and to the developer portal: a delivery profile of the account uses it.',
  },
  'kaltura.api': {
    status: 502,
    retryable: false,
    sentence: 'Kaltura refused what it was asked for.',
    support: 'The log line names the service, the action and Kaltura’s own code, with its request id for their support.',
  },
  'kaltura.app-token': {
    status: 502,
    retryable: false,
    sentence: 'Kaltura does not accept the app token of this server.',
    support: 'The token was deleted, has expired, or lacks a privilege: see docs/kaltura.md.',
  },
  'kaltura.meeting': {
    status: 502,
    retryable: false,
    sentence: 'Kaltura refused the meeting.',
    support: 'The log line says which call; compare the account’s modules with KALTURA_MEETINGS.',
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
