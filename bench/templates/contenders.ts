import { escapeMarkdown, parseTemplate, renderTemplate, type TemplateData } from '@kaltura-discord/core'
import { peersOf } from '../install-peers.ts'
import type { Message } from './messages.ts'
import { peersFolder } from './npm-peers.ts'

export type Fill = (data: TemplateData) => string

/** One language. `read` throws what it has against a source. */
export interface Contender {
  name: string
  sourceOf(message: Message): string
  read(source: string): Fill
}

interface Handlebars {
  compile(source: string): (data: unknown) => string
}
interface Mustache {
  Writer: new () => {
    parse(source: string): unknown
    renderTokens(tokens: unknown, context: unknown, partials: object, source: string): string
  }
  Context: new (data: unknown) => unknown
}
interface LiquidJs {
  Liquid: new (options: object) => { parse(source: string): unknown; renderSync(template: unknown, data: unknown): string }
}

const kind = (name: 'text' | 'prose' | 'url' | 'instant') => ({ kind: name, doc: '', sample: '' })
const variables = {
  title: kind('text'),
  about: kind('prose'),
  host: kind('text'),
  url: kind('url'),
  startsAt: kind('instant'),
  a: kind('text'),
}
const context = { locale: 'en', isRightToLeft: false, maxLength: 4096, mentionable: [], people: String }

const ours: Contender = {
  name: 'ours',
  sourceOf: (message) => message.ours,
  read(source) {
    const parsed = parseTemplate(source, variables)
    if (parsed.kind === 'invalid') throw new Error([...new Set(parsed.problems.map(({ code }) => code))].join(', '))
    return (data) => renderTemplate(parsed.template, data, context)
  },
}

/** The floor: no language at all, the values of the message put together and escaped by one call each. */
export const byHand: Readonly<Record<string, Fill>> = {
  'one value': ({ title }) => `**${escaped(title)}** is ready.`,
  'a description': ({ about, starts, startsIn, host, url }) =>
    `${about ? `${escaped(about)}\n` : ''}Starts: ${starts} (${startsIn})\n${host ? `Host: ${escaped(host)}` : 'No host'}\n${url}`,
  'sixty values': ({ host }) => Array.from({ length: 60 }, () => `A ${escaped(host)}`).join('\n'),
}

/** As each of them comes: handlebars and mustache escape for HTML, LiquidJS doesn't escape. */
export function contenders(): readonly Contender[] {
  const load = peersOf(peersFolder)
  const handlebars = load('handlebars') as Handlebars
  const mustache = load('mustache') as Mustache
  const { Liquid } = load('liquidjs') as LiquidJs
  const writer = new mustache.Writer()
  const liquid = new Liquid({})
  return [
    ours,
    { name: 'handlebars', sourceOf: (message) => message.handlebars, read: (source) => handlebars.compile(source) },
    {
      name: 'mustache',
      sourceOf: (message) => message.mustache,
      read(source) {
        const tokens = new mustache.Writer().parse(source) // a new one has nothing in its cache
        return (data) => writer.renderTokens(tokens, new mustache.Context(data), {}, source)
      },
    },
    {
      name: 'liquidjs',
      sourceOf: (message) => message.liquid,
      read(source) {
        const template = liquid.parse(source)
        return (data) => liquid.renderSync(template, data)
      },
    },
  ]
}

function escaped(value: unknown): string {
  return escapeMarkdown(String(value))
}
