/** The texts and numbers of kaltura/server's KExternalErrors, as far as the sandbox refuses anything outside of the API. */
const errors = {
  entryNotFound: [1, 'requested entry not found'],
  notScheduled: [2, 'entry restricted due to scheduling'],
  restricted: [3, 'entry restricted due to access-control'],
  fileNotFound: [5, 'required file was not found'],
  invalidKs: [7, 'ks is not valid'],
  partnerNotFound: [14, 'requested partner not found'],
  deliveryNotAllowed: [18, 'Delivery method not allowed'],
  notLive: [36, 'The given entry is not broadcasting'],
} as const

/** How playManifest and thumbnails say no: 404 without a body, and the reason in two headers. */
export function externalError(error: keyof typeof errors): Response {
  const [code, description] = errors[error]
  const headers = { 'x-kaltura': `error-${code}`, 'x-kaltura-app': `exiting on error ${code} - ${description}` }
  return new Response(null, { status: 404, headers })
}
