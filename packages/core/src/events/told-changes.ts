import type { Grant } from '../access/grant-store.ts'
import type { GuildConfigVersion } from '../config/guild/guild-config-store.ts'
import type { ClaimedDelivery, DeliveryEnd } from '../notifications/delivery.ts'
import type { Programme } from '../watch/programme-store.ts'
import { domainEvent, type EventOf } from './domain-event.ts'

// What stores tell of their own changes, in the step that makes them. Each id is made of the change, so that it is told once, whoever tries again; and of nobody's
// own id, for the audit keeps it for ever.

export function programmeStarted({ guildId, channelId, instanceId, entryId, startedBy, atMs }: Programme): EventOf<'command.used'> {
  return domainEvent({
    id: idOf('launch', guildId, instanceId),
    type: 'command.used',
    guildId,
    atMs: Math.floor(atMs),
    actor: { kind: 'user', id: startedBy },
    data: { command: 'watch.launch', outcome: 'launched', channelId, instanceId, entryId },
  })
}

export function configChanged({ guildId, version, changedBy, atMs }: GuildConfigVersion): EventOf<'config.changed'> {
  return domainEvent({
    id: idOf('config', guildId, String(version)),
    type: 'config.changed',
    guildId,
    atMs: Math.floor(atMs),
    actor: { kind: 'user', id: changedBy },
    data: { version },
  })
}

export function grantGiven(
  { guildId, userId, action, untilMs, givenBy, atMs }: Grant,
  change: string,
): EventOf<'grant.given' | 'grant.revoked'> {
  return domainEvent({
    id: idOf('grant', guildId, change),
    type: untilMs > atMs ? 'grant.given' : 'grant.revoked',
    guildId,
    atMs: Math.floor(atMs),
    actor: { kind: 'user', id: givenBy },
    subjectId: userId,
    data: { action, untilMs },
  })
}

const ends = { sent: 'message.delivered', outdated: 'message.outdated', refused: 'message.refused', parked: 'message.parked' } as const

export function deliveryEnded({ guildId, id, channelId, event, lease }: ClaimedDelivery, { kind }: DeliveryEnd, atMs: number) {
  return domainEvent({
    id: idOf('delivery', guildId, id, lease),
    type: ends[kind],
    guildId,
    atMs: Math.floor(atMs),
    actor: { kind: 'program', id: 'notifications' },
    data: { deliveryId: id, channelId, event },
  })
}

function idOf(...parts: readonly string[]): string {
  return parts.map((part) => encodeURIComponent(part)).join(':')
}
