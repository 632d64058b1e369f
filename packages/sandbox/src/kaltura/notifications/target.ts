import type { NotificationTemplate } from './template.ts'
import { templateStatus } from './template.ts'
import { entryReadyTemplate, type NotificationTemplates } from './templates.ts'

/** Who hears that an entry is READY, without having set up a template by API. */
export interface NotificationTarget {
  url: string
  /** Goes with each notification in `x-kaltura-discord-token`; a Kaltura administrator would set it as a custom header of the template. */
  token: string
}

/** The custom header that tells our endpoint whose notifications these are. */
const tokenHeader = 'x-kaltura-discord-token'

/** Sets up the template that a Kaltura administrator would, in place of the `former` one. */
export function targetTemplate(
  templates: NotificationTemplates,
  { url, token }: NotificationTarget,
  options: { signSecret: string; former: number | undefined },
): NotificationTemplate {
  const receiver = {
    url,
    secureHashingAlgo: 2,
    data: { apiObjectType: 'KalturaBaseEntry', format: 1, objectType: 'KalturaHttpNotificationObjectData' },
    customHeaders: [{ key: tokenHeader, value: token, objectType: 'KalturaKeyValue' }],
  }
  const former = options.former === undefined ? undefined : templates.find(options.former)
  if (former) return templates.change(former, receiver)
  return templates.add({ ...entryReadyTemplate, ...receiver }, templateStatus.active, { signSecret: options.signSecret })
}
