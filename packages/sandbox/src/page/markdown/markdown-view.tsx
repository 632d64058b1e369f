import type { ComponentChildren } from 'preact'
import { usePage } from '../page-store.ts'
import { type Inline, parseMarkdown } from './markdown.ts'
import { formatTimestamp } from './timestamp.ts'

/** A message's text as Discord would show it; see {@link parseMarkdown} for what is understood. */
export function Markdown({ source }: { source: string }) {
  return <>{parseMarkdown(source).map(view)}</>
}

function view(node: Inline, index: number): ComponentChildren {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'strong':
      return <strong key={index}>{node.children.map(view)}</strong>
    case 'emphasis':
      return <em key={index}>{node.children.map(view)}</em>
    case 'underline':
      return <u key={index}>{node.children.map(view)}</u>
    case 'strike':
      return <s key={index}>{node.children.map(view)}</s>
    case 'code':
      return <code key={index}>{node.text}</code>
    case 'codeBlock':
      return (
        <pre key={index}>
          <code>{node.text}</code>
        </pre>
      )
    case 'link':
      return (
        <a key={index} href={node.href} target="_blank" rel="noopener noreferrer">
          {node.children.map(view)}
        </a>
      )
    case 'time':
      return (
        <time key={index} class="stamp" dateTime={new Date(node.unixS * 1000).toISOString()}>
          {formatTimestamp({ unixS: node.unixS, style: node.style, nowMs: Date.now() })}
        </time>
      )
    case 'mention':
      return <Mention key={index} of={node.of} id={node.id} />
    case 'command':
      return (
        <span key={index} class="mention">
          /{node.name}
        </span>
      )
  }
}

/** Names rather than ids, as far as the sandbox knows them. */
function Mention({ of, id }: { of: 'user' | 'role' | 'channel'; id: string }) {
  const { state } = usePage()
  const { members = [], channels = [], bot } = state.value ?? {}
  const roles = members.flatMap((member) => member.roles)
  const person = members.find((member) => member.userId === id)?.displayName ?? (bot?.id === id ? bot.name : undefined)
  const name = of === 'user' ? person : (of === 'role' ? roles : channels).find((each) => each.id === id)?.name
  return (
    <span class="mention">
      {of === 'channel' ? '#' : '@'}
      {name ?? 'unknown'}
    </span>
  )
}
