/** What the migrations leave behind on every SQL engine: text ids, integer milliseconds (with fractions where a room says them), JSON as text. */
export interface Tables {
  schema_migration: {
    number: number
    name: string
    checksum: string
    applied_at_ms: number
  }
  programme: {
    guild_id: string
    instance_id: string
    channel_id: string
    entry_id: string
    started_by: string
    at_ms: number
  }
  left_off: {
    guild_id: string
    channel_id: string
    instance_id: string
    entry_id: string
    position_s: number
    queue: string
    at_ms: number
  }
  invitation: {
    guild_id: string
    id: string
    channel_id: string
    instance_id: string
    created_by: string
    expires_at_ms: number
    uses_left: number
  }
  access_grant: {
    guild_id: string
    user_id: string
    action: string
    until_ms: number
    given_by: string
    at_ms: number
  }
  identity_link: {
    connection: string
    discord_user_id: string
    kaltura_user_id: string
    kaltura_key: string
    sole_key: string
    proof: string
    at_ms: number
  }
  link_code: {
    connection: string
    selector: string
    digest: string
    asked_in: string
    discord_user_id: string
    expires_at_ms: number
    attempts_left: number
  }
  notification: {
    id: string
    connection: string
    entry_id: string
    dedupe_keys: string
    received_at_ms: number
    state: 'waiting' | 'planned' | 'parked'
    attempts: number
    hidden_until_ms: number
    subject: string | null
    lease: string
    reason: string | null
  }
  notification_key: {
    connection: string
    dedupe_key: string
    notification_id: string
    received_at_ms: number
  }
  delivery: {
    guild_id: string
    id: string
    channel_id: string
    position: number
    subject: string
    event: string
    content: string
    state: 'waiting' | 'sent' | 'outdated' | 'refused' | 'parked'
    attempts: number
    reason: string | null
    message_id: string | null
    ended_at_ms: number
  }
  delivery_channel: {
    guild_id: string
    channel_id: string
    head: number
    tail: number
    hidden_until_ms: number
    lease: string
  }
  delivery_card: {
    guild_id: string
    channel_id: string
    subject: string
    id: string
    message_id: string
    content: string
    updated_at_ms: number
  }
  guild_config: {
    guild_id: string
    version: number
    document: string
    changed_by: string
    at_ms: number
  }
  delivery_pause: {
    guild_id: string
    at_ms: number
  }
  reading_cursor: {
    connection: string
    position: string
  }
  event: {
    position: number
    id: string
    type: string
    guild_id: string
    at_ms: number
    actor_kind: string
    actor_id: string
    subject_id: string
    data: string
  }
  event_head: {
    id: number
    position: number
  }
  event_subscriber: {
    name: string
    term: number
    position: number
    attempts: number
    hidden_until_ms: number
  }
  audit_entry: {
    guild_id: string
    seq: number
    at_ms: number
    action: string
    outcome: string
    event_id: string
    body_hash: string
    prev_hash: string
    hash: string
  }
  audit_body: {
    guild_id: string
    seq: number
    at_ms: number
    salt: string
    actor_kind: string
    actor_id: string
    subject_id: string
    details: string
  }
  parked_event: {
    subscriber: string
    position: number
    event_id: string
    reason: string
    at_ms: number
    replay: string
  }
}
