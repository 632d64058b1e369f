import { type Kept, type KeptForMs, keptForMs } from '../../privacy/kept-for.ts'
import type { Setting } from '../setting.ts'
import type { SettingsOf } from '../settings.ts'
import { whole } from '../written-forms.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** For how long what is kept stays. The least is what something else relies on; the data map says what is in each. */
export const retentionSettings = {
  KEEP_PROGRAMMES_DAYS: days('programme', { least: 2 }, 'what an Activity was launched for, after the launch'),
  KEEP_LEFT_OFF_DAYS: days('leftOff', { least: 1 }, 'where a channel stopped, after that'),
  KEEP_INVITATIONS_DAYS: days('invitation', { least: 1 }, 'an invitation, after its end'),
  KEEP_GRANTS_DAYS: days('grant', { least: 1 }, 'a right that was given for a time, after its end'),
  KEEP_LINK_CODES_HOURS: age(
    'linkCode',
    { unit: 'hours', unitMs: hourMs, least: 1, most: 720 },
    'a code for linking accounts, after its end',
  ),
  KEEP_NOTIFICATIONS_DAYS: days('notification', { least: 7 }, 'a notification of Kaltura, by which a repeated one is known again'),
  KEEP_DELIVERIES_DAYS: days('delivery', { least: 1 }, 'a message, after it was sent or given up'),
  KEEP_CARDS_DAYS: days('card', { least: 1 }, 'which message tells of a broadcast, after it last changed'),
  KEEP_EVENTS_DAYS: days('event', { least: 7 }, 'what happened, for programs that subscribe and for the audit'),
  KEEP_AUDIT_DAYS: days('auditBody', { least: 1 }, 'who did what in the audit; its chain, which names nobody, stays'),
  KEEP_PARKED_EVENTS_DAYS: days('parkedEvent', { least: 1 }, 'an event that a program could not deal with'),
} as const satisfies Record<string, Setting & { kept: Kept }>

/** What the settings say, for the stores' sweep. */
export function keptForOf(settings: Pick<SettingsOf<'notifications'>, keyof typeof retentionSettings>): KeptForMs {
  return {
    programme: settings.KEEP_PROGRAMMES_DAYS * dayMs,
    leftOff: settings.KEEP_LEFT_OFF_DAYS * dayMs,
    invitation: settings.KEEP_INVITATIONS_DAYS * dayMs,
    grant: settings.KEEP_GRANTS_DAYS * dayMs,
    linkCode: settings.KEEP_LINK_CODES_HOURS * hourMs,
    notification: settings.KEEP_NOTIFICATIONS_DAYS * dayMs,
    delivery: settings.KEEP_DELIVERIES_DAYS * dayMs,
    card: settings.KEEP_CARDS_DAYS * dayMs,
    event: settings.KEEP_EVENTS_DAYS * dayMs,
    auditBody: settings.KEEP_AUDIT_DAYS * dayMs,
    parkedEvent: settings.KEEP_PARKED_EVENTS_DAYS * dayMs,
  }
}

function days<K extends Kept>(kept: K, { least }: { least: number }, what: string) {
  return age(kept, { unit: 'days', unitMs: dayMs, least, most: 3650 }, what)
}

function age<K extends Kept>(
  kept: K,
  { unit, unitMs, least, most }: { unit: 'days' | 'hours'; unitMs: number; least: number; most: number },
  what: string,
) {
  return {
    kept,
    unit,
    least,
    most,
    path: `keep.${kept}${unit === 'days' ? 'Days' : 'Hours'}`,
    schema: whole({ min: least, max: most }),
    default: String(keptForMs[kept] / unitMs),
    doc: `How many ${unit} to keep ${what} (${least} to ${most})`,
    targets: ['config', 'notifications', 'activity'],
  } as const
}
