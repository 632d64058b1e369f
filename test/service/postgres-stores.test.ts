import {
  describeCursorStore,
  describeDeliveryOutbox,
  describeGrantStore,
  describeGuildConfigStore,
  describeIdentityLinks,
  describeInvitationStore,
  describeLinkCodes,
  describeNotificationInbox,
  describePersonalData,
  describeProgrammeStore,
} from '@kaltura-discord/core/testing'
import { openPostgresStores } from '@kaltura-discord/stores/postgres'
import { emptySchema } from './empty-schema.ts'

const emptyStores = async () => openPostgresStores({ pool: await emptySchema() })

describeGrantStore('Postgres', async () => (await emptyStores()).grants)
describePersonalData('Postgres', async () => emptyStores())
describeIdentityLinks('Postgres', async () => (await emptyStores()).links)
describeLinkCodes('Postgres', async () => (await emptyStores()).linkCodes)
describeGuildConfigStore('Postgres', async () => (await emptyStores()).guildConfigs)
describeInvitationStore('Postgres', async () => (await emptyStores()).invitations)
describeProgrammeStore('Postgres', async () => (await emptyStores()).programmes)
describeNotificationInbox('Postgres', emptyStores)
describeDeliveryOutbox('Postgres', emptyStores)
describeCursorStore('Postgres', async () => (await emptyStores()).cursors)
