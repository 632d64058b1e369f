import { catalogue } from '../messages/catalogue.ts'
import type { Locale } from '../messages/locale.ts'
import type { NotificationEvent } from '../notifications/notification-event.ts'
import { type NotificationTemplate, notificationFacts, notificationParts } from './notification-facts.ts'
import { type ParsedTemplate, parseTemplate } from './parse-template.ts'
import type { TemplateProblem } from './problem.ts'
import { problemWords } from './problem-words.ts'
import type { Template } from './template.ts'

/** What is wrong, in which part, and what may stand there, in words. */
export type NotificationProblem = TemplateProblem & { part: keyof NotificationTemplate; words: string }

/** What has to be put right before a guild's own words can be kept; empty when they can. */
export function checkNotificationTemplate(
  event: NotificationEvent,
  template: Partial<NotificationTemplate>,
): readonly NotificationProblem[] {
  return notificationParts.flatMap((part) => {
    const source = template[part]
    return source === undefined ? [] : problemsOf(event, part, parse(event, source))
  })
}

/** The parts of a template; one that the guild has not written, or that has problems, is ours. */
export function partTemplate(
  event: NotificationEvent,
  part: keyof NotificationTemplate,
  locale: Locale,
  source: string | undefined,
): Template {
  const parsed = source === undefined ? undefined : parse(event, source)
  return parsed?.kind === 'parsed' ? parsed.template : defaultTemplate(event, part, locale)
}

const defaults = new Map<string, Template>()

/** Ours, read once for each event, part and language. */
export function defaultTemplate(event: NotificationEvent, part: keyof NotificationTemplate, locale: Locale): Template {
  const key = `${locale} ${event} ${part}`
  const known = defaults.get(key)
  if (known) return known
  const parsed = parse(event, catalogue[locale].notifications[event][part])
  const template = parsed.kind === 'parsed' ? parsed.template : []
  defaults.set(key, template)
  return template
}

function parse(event: NotificationEvent, source: string): ParsedTemplate {
  return parseTemplate(source, notificationFacts[event].variables)
}

function problemsOf(event: NotificationEvent, part: keyof NotificationTemplate, parsed: ParsedTemplate): NotificationProblem[] {
  if (parsed.kind === 'parsed') return []
  const { variables } = notificationFacts[event]
  return parsed.problems.map((problem) => ({ ...problem, part, words: problemWords(problem, variables) }))
}
