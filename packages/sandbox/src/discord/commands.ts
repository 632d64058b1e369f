import { ApplicationCommandType as Type } from 'discord-api-types/v10'
import type { Clock } from './clock.ts'
import type { CommandDraft, CommandEdit, OptionDefinition } from './command-draft.ts'
import { checked } from './command-draft.ts'
import type { JsonObject } from './json.ts'
import { done, entryPointMissing, type Outcome, type Refusal, refused, tooManyCommands, tooManyCreates } from './refusal.ts'
import type { WorldStore } from './world.ts'

/** An application command as the API gives it; `guild_id` only when it belongs to one guild. */
export interface StoredCommand {
  id: string
  application_id: string
  version: string
  guild_id?: string
  type: number
  name: string
  name_localizations: Record<string, string> | null
  description: string
  description_localizations: Record<string, string> | null
  default_member_permissions: string | null
  dm_permission?: boolean
  nsfw: boolean
  integration_types: number[]
  contexts: number[] | null
  options?: OptionDefinition[]
  /** Entry point only. 1: the app answers; 2: Discord launches the activity by itself. */
  handler?: 1 | 2
}

/** `undefined` is the application's global commands. */
export type CommandScope = string | undefined

export interface Commands {
  list(scope: CommandScope): StoredCommand[]
  find(scope: CommandScope, id: string): StoredCommand | undefined
  /** Creates, or replaces the command of the same name and type, which keeps its id. */
  create(scope: CommandScope, draft: CommandDraft): Outcome<{ command: StoredCommand; isNew: boolean }>
  edit(command: StoredCommand, edit: CommandEdit): Outcome<StoredCommand>
  /** Replaces all commands of the scope. Refused when a global list leaves out an existing entry point. */
  overwrite(scope: CommandScope, drafts: readonly CommandDraft[]): Outcome<StoredCommand[]>
  remove(command: StoredCommand): void
}

const most: Record<number, number> = { [Type.ChatInput]: 100, [Type.User]: 15, [Type.Message]: 15, [Type.PrimaryEntryPoint]: 1 }

const createsPerDay = 200
const dayMs = 24 * 3_600_000

const launchDraft: CommandDraft = {
  type: Type.PrimaryEntryPoint,
  name: 'launch',
  description: 'Launch an activity',
  default_member_permissions: null,
  integration_types: [0, 1],
  contexts: [0, 1, 2],
  handler: 2,
}

/** @param options.activities whether the application has Activities; Discord then makes the entry point `launch` by itself. Default true. */
export function createCommands(options: {
  store: WorldStore
  clock: Pick<Clock, 'now'>
  snowflake: () => string
  activities?: boolean | undefined
}): Commands {
  const { store, clock, snowflake, activities = true } = options
  const { world } = store

  const list = (scope: CommandScope): StoredCommand[] => [...world.commands.values()].filter((command) => command.guild_id === scope)
  const twinOf = (scope: CommandScope, draft: CommandDraft): StoredCommand | undefined =>
    list(scope).find((command) => command.type === draft.type && command.name === draft.name)
  const stored = (scope: CommandScope, draft: CommandDraft, id: string): StoredCommand => ({
    id,
    application_id: world.application.id,
    version: snowflake(),
    ...(scope === undefined ? {} : { guild_id: scope }),
    type: draft.type,
    name: draft.name,
    name_localizations: draft.name_localizations ?? null,
    description: draft.description ?? '',
    description_localizations: draft.description_localizations ?? null,
    default_member_permissions: draft.default_member_permissions ?? null,
    ...(scope === undefined ? { dm_permission: draft.dm_permission ?? true } : {}),
    nsfw: draft.nsfw ?? false,
    integration_types: draft.integration_types ?? [0],
    contexts: draft.contexts ?? null,
    ...(draft.options?.length ? { options: draft.options } : {}),
    ...(draft.type === Type.PrimaryEntryPoint ? { handler: draft.handler ?? 1 } : {}),
  })

  const days = new Map<CommandScope, { endsAtMs: number; created: number }>()
  /** Counts new commands, and says when the scope has had its share of the day. */
  const created = (scope: CommandScope, count: number): Refusal | undefined => {
    const nowMs = clock.now()
    const old = days.get(scope)
    const day = old && nowMs < old.endsAtMs ? old : { endsAtMs: nowMs + dayMs, created: 0 }
    if (day.created + count > createsPerDay) return { ...tooManyCreates, retryAfterS: (day.endsAtMs - nowMs) / 1_000 }
    days.set(scope, { ...day, created: day.created + count })
    return undefined
  }

  const launch = stored(undefined, launchDraft, snowflake())
  if (activities) world.commands.set(launch.id, launch)

  return {
    list,
    find: (scope, id) => list(scope).find((command) => command.id === id),

    create(scope, draft) {
      const twin = twinOf(scope, draft)
      const alike = list(scope).filter((command) => command.type === draft.type).length
      if (!twin && alike >= (most[draft.type] ?? 0)) return refused(tooManyCommands)
      const over = twin ? undefined : created(scope, 1)
      if (over) return refused(over)
      const command = stored(scope, draft, twin?.id ?? snowflake())
      store.change(() => world.commands.set(command.id, command))
      return done({ command, isNew: twin === undefined })
    },

    edit(command, edit) {
      const draft = checked(merged(command, edit), [])
      if (draft.kind === 'refused') return draft
      const next = stored(command.guild_id, draft.value, command.id)
      store.change(() => world.commands.set(command.id, next))
      return done(next)
    },

    overwrite(scope, drafts) {
      const old = list(scope)
      const isEntryPoint = (command: { type: number }): boolean => command.type === Type.PrimaryEntryPoint
      if (old.some(isEntryPoint) && !drafts.some(isEntryPoint)) return refused(entryPointMissing)
      if (Object.entries(most).some(([type, limit]) => drafts.filter((draft) => draft.type === Number(type)).length > limit))
        return refused(tooManyCommands)
      const kept = (draft: CommandDraft): string | undefined =>
        old.find((command) => command.id === draft.id)?.id ?? twinOf(scope, draft)?.id
      const over = created(scope, drafts.filter((draft) => kept(draft) === undefined).length)
      if (over) return refused(over)
      const next = drafts.map((draft) => stored(scope, draft, kept(draft) ?? snowflake()))
      store.change(() => {
        for (const command of old) world.commands.delete(command.id)
        for (const command of next) world.commands.set(command.id, command)
      })
      return done(next)
    },

    remove(command) {
      store.change(() => world.commands.delete(command.id))
    },
  }
}

/** A list leaves the localisations out unless it was asked for them. */
export function commandJson(command: StoredCommand, withLocalizations: boolean): JsonObject {
  if (withLocalizations) return { ...command }
  const { name_localizations: _names, description_localizations: _descriptions, ...rest } = command
  return rest
}

/** An edit of a command as a whole draft: what it leaves out stays, `null` goes back to the default. */
function merged(command: StoredCommand, edit: CommandEdit): CommandDraft {
  const types = [Type.ChatInput, Type.User, Type.Message, Type.PrimaryEntryPoint] as const
  return {
    type: types.find((type) => type === command.type) ?? Type.ChatInput,
    name: edit.name ?? command.name,
    name_localizations: or(edit.name_localizations, command.name_localizations),
    description: or(edit.description, command.description),
    description_localizations: or(edit.description_localizations, command.description_localizations),
    options: or(edit.options, command.options),
    default_member_permissions: or(edit.default_member_permissions, command.default_member_permissions),
    dm_permission: or(edit.dm_permission, command.dm_permission),
    nsfw: or(edit.nsfw, command.nsfw),
    contexts: or(edit.contexts, command.contexts),
    integration_types: or(edit.integration_types, command.integration_types),
    handler: or(edit.handler, command.handler),
  }
}

function or<T, U>(edited: T | undefined, was: U): T | U {
  return edited === undefined ? was : edited
}
