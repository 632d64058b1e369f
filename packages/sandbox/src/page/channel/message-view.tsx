import type { SandboxMessage } from '../../control/contract.ts'
import { LinkCards } from '../guild-events/link-card.tsx'
import { Markdown } from '../markdown/markdown-view.tsx'
import { usePage } from '../page-store.ts'
import { Avatar } from '../people/avatar.tsx'
import { AttachmentList } from './attachment-list.tsx'
import { ComponentRows } from './component-rows.tsx'
import { EmbedView } from './embed-view.tsx'

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

export function MessageView({ message }: { message: SandboxMessage }) {
  const { author, answers } = message
  return (
    <article class="message" data-private={message.onlyFor !== null} aria-label={`Message from ${author.name}`}>
      <Avatar name={author.name} color={author.color} />
      <div class="message-body">
        {message.repliesTo && message.type === 19 && (
          <p class="message-answers">
            Replying to <span class="message-user">{message.repliesTo.name}</span>: {message.repliesTo.content || 'a message'}
          </p>
        )}
        {answers && (
          <p class="message-answers">
            <span class="message-user">{answers.userName}</span> used <span class="mention">{answers.label}</span>
          </p>
        )}
        <p class="message-head">
          <span class="message-author">{author.name}</span>
          {author.bot && <span class="app-chip">App</span>}
          {message.pinned && <span class="pin-mark">Pinned</span>}
          <time dateTime={new Date(message.atMs).toISOString()}>{clock.format(message.atMs)}</time>
        </p>
        <Content message={message} />
        <ThreadLink message={message} />
        {message.onlyFor !== null && message.state !== 'thinking' && <OnlyYou messageId={message.id} />}
      </div>
    </article>
  )
}

function Content({ message }: { message: SandboxMessage }) {
  if (message.state === 'thinking') {
    return (
      <p class="thinking">
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        {message.author.name} is thinking…
      </p>
    )
  }
  const told = toldBy(message)
  if (told !== undefined) return <p class="told">{told}</p>
  if (message.state === 'failed') return <p class="failed">{message.content || 'The application did not respond.'}</p>
  return (
    <>
      {message.content !== '' && (
        <div class="markdown">
          <Markdown source={message.content} />
          {message.editedAtMs !== null && <span class="edited"> (edited)</span>}
        </div>
      )}
      {message.embeds.map((embed, index) => (
        <EmbedView key={index} json={embed} />
      ))}
      <AttachmentList attachments={message.attachments} />
      <ComponentRows message={message} />
      <LinkCards message={message} />
    </>
  )
}

/** What Discord itself says in somebody's name. */
function toldBy({ type, content, repliesTo }: SandboxMessage): string | undefined {
  if (type === 6) return `pinned a message: ${repliesTo?.content || 'see the pins'}`
  if (type === 18) return `started a thread: ${content}`
  return type === 21 ? `This thread branches off: ${repliesTo?.content || 'a message'}` : undefined
}

function ThreadLink({ message }: { message: SandboxMessage }) {
  const { place, me, openChannel } = usePage()
  const here = place.value
  const thread = here?.kind === 'guild' ? here.guild.channels.find(({ id }) => id === message.threadId) : undefined
  if (!thread?.seenBy.includes(me.value?.userId ?? '')) return null
  return (
    <p>
      <button type="button" class="text-button" onClick={() => openChannel(thread.id)}>
        Open thread: {thread.name}
      </button>
    </p>
  )
}

function OnlyYou({ messageId }: { messageId: string }) {
  const { dismiss } = usePage()
  return (
    <p class="only-you">
      Only you can see this ·{' '}
      <button type="button" class="text-button" onClick={() => dismiss(messageId)}>
        Dismiss message
      </button>
    </p>
  )
}
