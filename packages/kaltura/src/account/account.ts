import type { KsGrant, KsIssuer, LinkRules, MediaCatalog, MeetingProvider } from '@kaltura-discord/core'
import { type CircuitReading, createResilience } from '@kaltura-discord/core/resilience'
import { createFetchTransport } from '../client/fetch-transport.ts'
import { createKalturaClient, type KalturaClient } from '../client/kaltura-client.ts'
import { createAppTokenKsIssuer } from '../grants/app-token-ks-issuer.ts'
import { createKsSource, type KsSource } from '../grants/ks-source.ts'
import { createLocalKsIssuer } from '../grants/local-ks-issuer.ts'
import { createToldKsIssuer } from '../grants/told-ks-issuer.ts'
import { createLinkedUsers } from '../identity/linked-users.ts'
import { createInstitutionUsers, discordUsers, type UserDirectory, usersOfTable } from '../identity/user-directory.ts'
import { createUserOfKs } from '../identity/user-of-ks.ts'
import { ksSecrets } from '../ks/ks-secrets.ts'
import { createMediaCatalog } from '../media/media-catalog.ts'
import { createMeetings } from '../meetings/meeting-providers.ts'
import type { AccountMeetings, KalturaAccountOptions } from './account-options.ts'

/** All that a server needs of one partner account. */
export interface KalturaAccount {
  /** For the players of people. Whoever asks it tells of that. */
  issuer: KsIssuer
  /** With KS of the grant `catalogue`. */
  client: KalturaClient
  /** Whether calls for the catalogue and for meetings go through to Kaltura. */
  circuit: () => CircuitReading
  catalog: MediaCatalog
  users: UserDirectory
  /** How people prove who they are in it; `undefined` where they can't. */
  linking: AccountLinking | undefined
  meetings: MeetingProvider | undefined
}

/** The operator's rules for links, and what tells whose a KS is. */
export interface AccountLinking extends LinkRules {
  /** Always `undefined` with app tokens: without a secret no KS can be read. */
  userOfKs(ks: string): Promise<string | undefined>
}

/**
 * Puts together what an operator chose for a partner account: the issuer, the users and the meetings that its credentials and options stand for. Asks nothing yet.
 * @throws InvalidInputError for an address that a KS must not be sent to, a row of the user table that is none, a template that is no entry
 */
export function createKalturaAccount(options: KalturaAccountOptions): KalturaAccount {
  const { partnerId, serviceUrl, meetings, onKsIssued, fetch, now } = options
  const transport = options.transport ?? createFetchTransport({ serviceUrl, fetch })
  const guard = () => createResilience({ name: 'Kaltura', now })
  const resilience = guard()
  const issuer = issuerOf(options, createKalturaClient({ partnerId, transport, resilience: guard() }))
  const told = (made: KsIssuer) => (onKsIssued ? createToldKsIssuer(made, onKsIssued) : made)
  const own = told(issuer)
  const as = (grant: KsGrant) => {
    const source = createKsSource({ issuer: own, grant, now })
    return { source, client: createKalturaClient({ partnerId, transport, ks: source, resilience }) }
  }
  const { client } = as({ kind: 'catalogue' })
  return {
    issuer,
    client,
    circuit: () => resilience.circuit,
    catalog: createMediaCatalog({ client, issuer: own, partnerId, serviceUrl, playlists: options.playlists, fetch, now }),
    ...peopleOf(options, client),
    meetings: meetings && meetingsOf(meetings, { ...options, issuer: own, as, told }),
  }
}

function peopleOf(
  { users, identity, credentials, partnerId, now }: KalturaAccountOptions,
  client: KalturaClient,
): Pick<KalturaAccount, 'users' | 'linking'> {
  if (users?.links && identity) {
    const linked = createLinkedUsers({ ...users, ...identity, shared: users.links === 'shared' })
    const secrets = credentials.kind === 'admin-secret' ? ksSecrets({ [partnerId]: credentials.secret }) : () => undefined
    return { users: linked, linking: { ...linked, userOfKs: createUserOfKs({ client, partnerId, secrets, now }) } }
  }
  const known = users && createInstitutionUsers({ lookUp: usersOfTable(users.table), strangers: users.strangers })
  return { users: known ?? discordUsers, linking: undefined }
}

function issuerOf({ credentials, partnerId, now }: KalturaAccountOptions, client: KalturaClient): KsIssuer {
  return credentials.kind === 'admin-secret'
    ? createLocalKsIssuer({ partnerId, secret: credentials.secret, now })
    : createAppTokenKsIssuer({ client, partnerId, tokens: credentials.tokens, now })
}

/** How an account makes KS for itself, of which somebody is told. */
interface Issuing {
  issuer: KsIssuer
  as(grant: KsGrant): { source: KsSource; client: KalturaClient }
  told(made: KsIssuer): KsIssuer
}

function meetingsOf(
  meetings: AccountMeetings,
  { partnerId, issuer, as, told, fetch, now }: Pick<KalturaAccountOptions, 'partnerId' | 'fetch' | 'now'> & Issuing,
): MeetingProvider {
  const { source: planner, client } = as({ kind: 'meeting-planner', userId: meetings.kind === 'events' ? meetings.userId : undefined })
  switch (meetings.kind) {
    case 'kaf':
      return createMeetings({ ...meetings, client, planner, issuer, fetch, now })
    case 'legacy': {
      const people = told(createLocalKsIssuer({ partnerId, secret: meetings.userSecret, now }))
      return createMeetings({ ...meetings, client, issuer: people, now })
    }
    case 'events':
      return createMeetings({ ...meetings, client, planner, issuer, fetch, now })
  }
}
