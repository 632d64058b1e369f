import { guildConfigRoutes } from '@kaltura-discord/api'
import {
  type Access,
  type ConfigEdit,
  type ConfigSource,
  type GuildConfigEditor,
  type GuildMember,
  may,
  previewTemplate,
} from '@kaltura-discord/core'
import type { Hono } from 'hono'
import { asked, type Tell } from '../audit/tell.ts'
import { serviceGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'

export interface GuildConfigDependencies {
  source: ConfigSource
  editor: GuildConfigEditor
  access: Access
  serviceToken: string
  tell: Tell
}

/** How a guild is set up, by its own people. Calls of a bot. */
export function mountGuildConfig(app: Hono, { source, editor, access, serviceToken, tell }: GuildConfigDependencies): void {
  const guard = serviceGuard(serviceToken)

  async function refusal(guildId: string, member: GuildMember) {
    const known = await access.of(guildId, member)
    if (!known) return { kind: 'refused' as const, reason: 'guild-unbound' as const }
    const decision = may('configure', known.standing)
    return decision.kind === 'refused' ? decision : undefined
  }

  mount(app, guildConfigRoutes.readGuildConfig, guard, async ({ params: { guildId }, body }) => {
    const refused = await refusal(guildId, body.member)
    if (refused) return refused
    const [current, effective, history, document] = await Promise.all([
      editor.current(guildId),
      source.explainAll(guildId),
      editor.history(guildId, { before: body.historyBefore, limit: body.historyLimit }),
      editor.export(guildId),
    ])
    return {
      kind: 'read' as const,
      ...current,
      effective: [...effective],
      history: history.map((each) => ({ ...each, changes: [...each.changes] })),
      document,
    }
  })

  mount(app, guildConfigRoutes.changeGuildConfig, guard, async ({ params: { guildId }, body: { member, expectedVersion, change } }) => {
    const unchanged = (outcome: string) => tell(asked({ guildId, userId: member.userId, command: 'config.change' }, outcome))
    const refused = await refusal(guildId, member)
    if (refused) {
      await unchanged(refused.reason)
      return refused
    }
    const outcome = await changed(editor, { guildId, by: member.userId, expectedVersion }, change)
    if (outcome.kind === 'refused') {
      await unchanged('unusable')
      return { kind: 'unusable' as const, problems: [...outcome.problems] }
    }
    if (outcome.kind === 'stale') await unchanged('stale')
    else if (outcome.changes.length === 0) await unchanged('as-before')
    return outcome.kind === 'kept' ? { ...outcome, changes: [...outcome.changes] } : outcome
  })

  mount(app, guildConfigRoutes.previewWords, guard, async ({ params: { guildId }, body: { member, event, words, locale } }) => {
    const refused = await refusal(guildId, member)
    if (refused) return refused
    const said = Object.fromEntries(Object.entries(words).filter(([, text]) => text !== undefined))
    const preview = previewTemplate(event, said, locale ?? (await source.of(guildId)).locale)
    return preview.kind === 'preview'
      ? { kind: 'preview' as const, body: { ...preview.body } }
      : { ...preview, problems: [...preview.problems] }
  })
}

type Change =
  | { kind: 'replace'; overrides: Readonly<Record<string, unknown>> }
  | { kind: 'roll-back'; toVersion: number }
  | { kind: 'import'; document: string }

function changed(editor: GuildConfigEditor, edit: ConfigEdit, change: Change) {
  switch (change.kind) {
    case 'replace':
      return editor.replace(edit, change.overrides)
    case 'roll-back':
      return editor.rollBack(edit, change.toVersion)
    case 'import':
      return editor.import(edit, change.document)
  }
}
