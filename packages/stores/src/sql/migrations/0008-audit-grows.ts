import type { Migration } from './migration.ts'

/**
 * The database itself refuses to change or remove what the audit says. Bodies can be deleted, because people are forgotten; entries never.
 *
 * SQLite's `insert or replace` removes a row without asking a trigger for deletes, so the trigger for inserts says what SQLite would have said without `or replace`.
 */
export const auditGrows: Migration = {
  number: 8,
  name: 'audit-grows',
  statements: [],
  byDialect: {
    sqlite: [
      "create trigger audit_entry_stays before update on audit_entry begin select raise(abort, 'audit_entry only grows'); end",
      "create trigger audit_entry_remains before delete on audit_entry begin select raise(abort, 'audit_entry only grows'); end",
      `create trigger audit_entry_is_new before insert on audit_entry
        when exists (select 1 from audit_entry where guild_id = new.guild_id and seq = new.seq)
          or exists (select 1 from audit_entry where event_id = new.event_id)
        begin select raise(abort, 'UNIQUE constraint failed: audit_entry'); end`,
      "create trigger audit_body_stays before update on audit_body begin select raise(abort, 'audit_body can only be forgotten'); end",
      `create trigger audit_body_is_new before insert on audit_body
        when exists (select 1 from audit_body where guild_id = new.guild_id and seq = new.seq)
        begin select raise(abort, 'UNIQUE constraint failed: audit_body'); end`,
    ],
    postgres: [
      `create function audit_refuses() returns trigger language plpgsql as $$
        begin raise exception '% only grows', tg_table_name; end $$`,
      'create trigger audit_entry_stays before update or delete on audit_entry for each row execute function audit_refuses()',
      'create trigger audit_entry_remains before truncate on audit_entry for each statement execute function audit_refuses()',
      'create trigger audit_body_stays before update on audit_body for each row execute function audit_refuses()',
    ],
  },
}
