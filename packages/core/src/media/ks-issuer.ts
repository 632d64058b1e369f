/** For a person's player: watch one entry. */
export interface ViewerGrant {
  kind: 'viewer'
  /** The one entry that may be watched. */
  entryId: string
  /** A legal Kaltura user id; see `kalturaUserId`. */
  userId: string
}

/** For our own server: find and read what there is, of every owner. Never for a browser. */
export interface CatalogueGrant {
  kind: 'catalogue'
}

/** For a person's browser: into one meeting, as who leads it (`meeting-host`) or takes part in it (`meeting-guest`). */
export interface MeetingGrant {
  kind: 'meeting-host' | 'meeting-guest'
  /** An entry: a room, or the session of an event. A scheduled event: a meeting of the kind that Kaltura had before rooms. */
  place: { kind: 'entry' | 'event'; id: string }
  /** A legal Kaltura user id, one for each person. */
  userId: string
  /** Shown to the others; any text. */
  name: string
}

/** For our own server: make, change and end meetings. Never for a browser. */
export interface MeetingPlannerGrant {
  kind: 'meeting-planner'
  /** Who makes them; the Events Platform wants a member of its team. Default: our own server's user. */
  userId?: string | undefined
}

/** For setting up an account: notification templates. Never for a browser, and not for a server's everyday work. */
export interface SetupGrant {
  kind: 'setup'
}

/** What a caller asks for. Privileges are the issuer's business: a grant is a sentence, and one table turns it into the least that Kaltura needs. */
export type KsGrant = ViewerGrant | CatalogueGrant | MeetingGrant | MeetingPlannerGrant | SetupGrant

/** A KS and when it ends. The token lives in the memory of the process that issued it and of the browser it is for, and nowhere else. */
export interface IssuedKs {
  ks: string
  expiresAtMs: number
}

/** Turns grants into KS tokens. Adapters: local secret, app token and remote, all under one contract suite. */
export interface KsIssuer {
  /**
   * @throws InvalidInputError for a grant that names no one entry or user.
   * @throws UnavailableError (retryable) when the issuer can't be reached; a local issuer never does.
   */
  issue(grant: KsGrant, options?: { signal?: AbortSignal | undefined }): Promise<IssuedKs>
}
