import { isRightToLeft, type Locale } from '../messages/locale.ts'
import { phrase } from '../messages/phrase.ts'
import type { NotificationEvent } from '../notifications/notification-event.ts'
import { plainWords } from '../text/plain-words.ts'
import { webAddress } from '../text/web-address.ts'
import { type NotificationTemplate, notificationFacts, partLength } from './notification-facts.ts'
import { defaultTemplate, partTemplate } from './notification-template.ts'
import { renderTemplate } from './render-template.ts'
import type { Template } from './template.ts'
import { valueAt } from './value-at.ts'
import type { TemplateData } from './variable.ts'

/** Discord's create-message JSON, for the caller to add buttons to. */
export type NotificationBody = Readonly<{
  content?: string
  embeds?: readonly NotificationEmbed[]
  allowed_mentions: Readonly<{ parse: readonly never[]; roles: readonly string[] }>
}>

export type NotificationEmbed = Readonly<{
  title?: string
  description?: string
  url?: string
  color: number
  thumbnail?: Readonly<{ url: string }>
}>

interface Filling {
  event: NotificationEvent
  locale: Locale
  template: Partial<NotificationTemplate>
  data: TemplateData
  /** Role ids that ping. */
  roles: readonly string[]
}

/** Makes the first line run from right to left, whatever it begins with. */
const rightToLeftMark = '\u200F'

export function notificationBody(filling: Filling): NotificationBody {
  const { event, locale, template, roles } = filling
  const words = partTemplate(event, 'content', locale, template.content)
  const mentions = namesRoles(words) ? '' : roles.map((id) => `<@&${id}> `).join('')
  const written = rendered(words, 'content', filling, mentions)
  const title = rendered(partTemplate(event, 'title', locale, template.title), 'title', filling)
  const description = rendered(partTemplate(event, 'description', locale, template.description), 'description', filling)
  const isEmpty = written === '' && title === '' && description === ''
  const content = isEmpty ? rendered(defaultTemplate(event, 'content', locale), 'content', filling) : written
  return {
    ...(content === '' ? {} : { content }),
    ...(title === '' && description === '' ? {} : { embeds: [embed(title, description, filling)] }),
    allowed_mentions: { parse: [], roles },
  }
}

/** One part with what stands `before` it, trimmed; `''` when nothing of it could be seen. */
function rendered(template: Template, part: keyof NotificationTemplate, { data, locale, roles }: Filling, before = ''): string {
  const start = (isRightToLeft(locale) ? rightToLeftMark : '') + before
  const text = renderTemplate(
    template,
    { ...data, roles },
    {
      locale,
      isRightToLeft: isRightToLeft(locale),
      maxLength: partLength[part] - start.length,
      mentionable: roles,
      people: (count) => phrase(locale, 'people', { count }),
    },
  ).trim()
  return plainWords(before + text) === '' ? '' : (start + text).trim()
}

function embed(title: string, description: string, { event, data }: Filling): NotificationEmbed {
  const { subject, colour } = notificationFacts[event]
  const address = (name: string) => {
    const value = valueAt(data, [subject, name])
    return typeof value === 'string' ? webAddress(value) : undefined
  }
  const [url, thumbnail] = [address('url'), address('thumbnail')]
  return {
    ...(title === '' ? {} : { title, ...(url === undefined ? {} : { url }) }),
    ...(description === '' ? {} : { description }),
    color: colour,
    ...(thumbnail === undefined ? {} : { thumbnail: { url: thumbnail } }),
  }
}

function namesRoles(template: Template): boolean {
  return template.some((node) => {
    if (node.kind === 'choice') return namesRoles(node.there) || namesRoles(node.otherwise)
    return node.kind === 'insertion' && node.variable === 'roles'
  })
}
