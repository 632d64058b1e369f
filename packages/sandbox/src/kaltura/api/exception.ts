/** How Kaltura says no: HTTP 200 with this in the body, or as one element of a multirequest's answer. */
export interface ApiException {
  code: string
  message: string
  objectType: 'KalturaAPIException'
  args: Readonly<Record<string, string>>
}

export function apiException(code: string, message: string, args: Readonly<Record<string, string>> = {}): ApiException {
  return { code, message, objectType: 'KalturaAPIException', args }
}

export function isApiException(value: unknown): value is ApiException {
  return typeof value === 'object' && value !== null && 'objectType' in value && value.objectType === 'KalturaAPIException'
}

/** Texts and argument names of kaltura/server: KalturaErrors.php, APIErrors.php. */
export const refusals = {
  missingKs: () => apiException('MISSING_KS', 'Missing KS, session not established'),
  /** Yes, Kaltura repeats the KS in its message; whoever logs that has to redact it. An expired one is replaced by a word. */
  invalidKs: (ks: string) =>
    apiException('INVALID_KS', `Invalid KS "${ks}", Error "-1,INVALID_STR"`, { KSID: ks, ERR_CODE: '-1', ERR_DESC: 'INVALID_STR' }),
  serviceForbidden: (service: string, action: string) =>
    apiException('SERVICE_FORBIDDEN', `The access to service [${service}->${action}] is forbidden`, { SERVICE: `${service}->${action}` }),
  missingParameter: (name: string) => apiException('MISSING_MANDATORY_PARAMETER', `Missing parameter "${name}"`, { PARAM_NAME: name }),
  invalidObjectType: (type: string) => apiException('INVALID_OBJECT_TYPE', `Invalid object type "${type}"`, { TYPE: type }),
  entryNotFound: (id: string) => apiException('ENTRY_ID_NOT_FOUND', `Entry id "${id}" not found`, { ENTRY_ID: id }),
  widgetRefused: (id: string) =>
    apiException('START_WIDGET_SESSION_ERROR', `error while starting session for widget id [${id}]`, { WIDGET_ID: id }),
  startSessionFailed: (partnerId: number) =>
    apiException('START_SESSION_ERROR', `Error while starting session for partner [${partnerId}]`, { PARTNER_ID: `${partnerId}` }),
  appTokenNotFound: (id: string) => apiException('APP_TOKEN_ID_NOT_FOUND', `Application token id "${id}" not found`, { ID: id }),
  appTokenNotActive: (id: string) => apiException('APP_TOKEN_NOT_ACTIVE', `Application token id "${id}" not active`, { ID: id }),
  appTokenExpired: (id: string) => apiException('APP_TOKEN_EXPIRED', `Application token id "${id}" expired`, { ID: id }),
  invalidAppTokenHash: () => apiException('INVALID_APP_TOKEN_HASH', 'Invalid application token hash'),
  anotherUser: (id: string) =>
    apiException('CANNOT_RETRIEVE_ANOTHER_USER_USING_NON_ADMIN_SESSION', `cannot retrieve another user "${id}" using non-admin session`, {
      USER_ID: id,
    }),
}
