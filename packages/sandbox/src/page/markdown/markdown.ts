/**
 * The part of Discord's Markdown that bots use, as a tree. Nothing in it is HTML, links are http(s) only, and text that is no Markdown stays text.
 *
 * Source: https://support.discord.com/hc/en-us/articles/210298617 and Discord's "Message Formatting" reference.
 */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'emphasis' | 'underline' | 'strike'; children: Inline[] }
  | { kind: 'code' | 'codeBlock'; text: string }
  | { kind: 'link'; href: string; children: Inline[] }
  | { kind: 'time'; unixS: number; style: TimeStyle }
  | { kind: 'mention'; of: 'user' | 'role' | 'channel'; id: string }
  | { kind: 'command'; name: string }

export type TimeStyle = 't' | 'T' | 'd' | 'D' | 'f' | 'F' | 'R'

/** Discord's own largest text, an embed's description, has 4096 characters; more is cut. */
export const markdownLimit = 6000
const deepest = 6

type Rule = { pattern: RegExp; node: (match: RegExpExecArray, depth: number) => Inline | undefined }

const rules: readonly Rule[] = [
  { pattern: /\\([^0-9A-Za-z\s])/uy, node: ([, char = '']) => ({ kind: 'text', text: char }) },
  { pattern: /```(?:[a-z0-9+-]{0,20}\n)?([^`]{1,4000})```/y, node: ([, text = '']) => ({ kind: 'codeBlock', text: text.trim() }) },
  { pattern: /`([^`\n]{1,1000})`/y, node: ([, text = '']) => ({ kind: 'code', text }) },
  { pattern: /<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y, node: ([, seconds = '', style = 'f']) => time(Number(seconds), style) },
  { pattern: /<@!?(\d{1,20})>/y, node: ([, id = '']) => ({ kind: 'mention', of: 'user', id }) },
  { pattern: /<@&(\d{1,20})>/y, node: ([, id = '']) => ({ kind: 'mention', of: 'role', id }) },
  { pattern: /<#(\d{1,20})>/y, node: ([, id = '']) => ({ kind: 'mention', of: 'channel', id }) },
  { pattern: /<\/([^:>\n]{1,100}):\d{1,20}>/y, node: ([, name = '']) => ({ kind: 'command', name }) },
  { pattern: /<a?(:[A-Za-z0-9_]{2,32}:)\d{1,20}>/y, node: ([, name = '']) => ({ kind: 'text', text: name }) },
  { pattern: /<(https?:\/\/[^\s<>]{1,2000})>/y, node: ([, url = '']) => link(url, [{ kind: 'text', text: url }]) },
  {
    pattern: /\[([^[\]\n]{1,500})\]\(<?(https?:\/\/[^\s()<>]{1,2000})>?\)/y,
    node: ([, label = '', url = ''], depth) => link(url, inside(label, depth)),
  },
  { pattern: /https?:\/\/[^\s<>]{0,1999}[^\s<>.,:;"'\])*_~`]/y, node: ([url]) => link(url, [{ kind: 'text', text: url }]) },
  { pattern: /\*\*([^\n]{1,2000}?)\*\*(?!\*)/y, node: ([, text = ''], depth) => ({ kind: 'strong', children: inside(text, depth) }) },
  { pattern: /__([^\n]{1,2000}?)__(?!_)/y, node: ([, text = ''], depth) => ({ kind: 'underline', children: inside(text, depth) }) },
  { pattern: /~~([^\n]{1,2000}?)~~/y, node: ([, text = ''], depth) => ({ kind: 'strike', children: inside(text, depth) }) },
  { pattern: /\*(?!\s)([^*\n]{1,2000}?)\*/y, node: ([, text = ''], depth) => ({ kind: 'emphasis', children: inside(text, depth) }) },
  { pattern: /\b_(?!\s)([^_\n]{1,2000}?)_\b/y, node: ([, text = ''], depth) => ({ kind: 'emphasis', children: inside(text, depth) }) },
]

const mayStart = /[\\`<[h*_~]/

export function parseMarkdown(source: string): Inline[] {
  return parse(source.slice(0, markdownLimit), 0)
}

function parse(source: string, depth: number): Inline[] {
  const nodes: Inline[] = []
  let text = ''
  let at = 0
  while (at < source.length) {
    const found = mayStart.test(source.charAt(at)) ? matchAt(source, at, depth) : undefined
    if (!found) {
      text += source.charAt(at)
      at += 1
      continue
    }
    if (text) nodes.push({ kind: 'text', text })
    text = ''
    nodes.push(found.node)
    at += found.length
  }
  if (text) nodes.push({ kind: 'text', text })
  return nodes
}

function matchAt(source: string, at: number, depth: number): { node: Inline; length: number } | undefined {
  for (const { pattern, node } of rules) {
    pattern.lastIndex = at
    const match = pattern.exec(source)
    const made = match && node(match, depth)
    if (made) return { node: made, length: match[0].length }
  }
  return undefined
}

function inside(text: string, depth: number): Inline[] {
  return depth >= deepest ? [{ kind: 'text', text }] : parse(text, depth + 1)
}

function link(url: string, children: Inline[]): Inline | undefined {
  return URL.canParse(url) ? { kind: 'link', href: url, children } : undefined
}

function time(unixS: number, style: string): Inline | undefined {
  const drawable = Math.abs(unixS) <= 8.64e12
  return drawable ? { kind: 'time', unixS, style: timeStyles.find((known) => known === style) ?? 'f' } : undefined
}

const timeStyles: readonly TimeStyle[] = ['t', 'T', 'd', 'D', 'f', 'F', 'R']
