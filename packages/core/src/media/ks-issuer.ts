/** What a caller asks for. Privileges are the issuer's business: a grant is a sentence, and one table turns it into the least that Kaltura needs. */
export interface ViewerGrant {
  kind: 'viewer'
  /** The one entry that may be watched. */
  entryId: string
  /** A legal Kaltura user id; see `kalturaUserId`. */
  userId: string
}

/** A KS and when it ends. The token lives in the memory of the process that issued it and of the browser it is for, and nowhere else. */
export interface IssuedKs {
  ks: string
  expiresAtMs: number
}

/** Turns grants into KS tokens. Adapters: local secret (here), app token and remote (later), all under one contract suite. */
export interface KsIssuer {
  /** @throws UnavailableError (retryable) when the issuer can't be reached; a local issuer never does. */
  issue(grant: ViewerGrant, options?: { signal?: AbortSignal }): Promise<IssuedKs>
}
