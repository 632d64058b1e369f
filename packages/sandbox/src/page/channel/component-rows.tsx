import { useState } from 'preact/hooks'
import type { SandboxMessage } from '../../control/contract.ts'
import { Markdown } from '../markdown/markdown-view.tsx'
import { usePage } from '../page-store.ts'
import { FileLink } from './attachment-list.tsx'
import { type MessageComponent, readComponent } from './message-component.ts'
import { PictureGallery } from './picture-gallery.tsx'
import { SelectForm } from './select-form.tsx'

export function ComponentRows({ message }: { message: SandboxMessage }) {
  return <>{message.components.map((json, index) => view(readComponent(json), index, message.id))}</>
}

function view(component: MessageComponent, index: number, messageId: string) {
  switch (component.kind) {
    case 'row':
      return (
        <div key={index} class="row component-row">
          {component.children.map((child, at) => view(child, at, messageId))}
        </div>
      )
    case 'section':
      return (
        <div key={index} class="component-section">
          <div class="component-group">{component.children.map((child, at) => view(child, at, messageId))}</div>
          {view(component.accessory, 0, messageId)}
        </div>
      )
    case 'container':
      return (
        <div key={index} class="embed component-group" style={component.color ? { '--bar': component.color } : {}}>
          {component.children.map((child, at) => view(child, at, messageId))}
        </div>
      )
    case 'gallery':
      return <PictureGallery key={index} pictures={component.pictures} />
    case 'file':
      return (
        <p key={index}>
          <FileLink {...component.file} />
        </p>
      )
    case 'select':
      return <SelectForm key={index} menu={component.menu} messageId={messageId} />
    case 'text':
      return (
        <div key={index} class="markdown">
          <Markdown source={component.content} />
        </div>
      )
    case 'separator':
      return component.line ? <hr key={index} /> : <div key={index} class="component-gap" />
    case 'link':
      return <LinkButton key={index} link={component} />
    case 'button':
      return <PressButton key={index} button={component} messageId={messageId} />
    case 'unsupported':
      return (
        <span key={index} class="unsupported">
          A component that the sandbox cannot show
        </span>
      )
  }
}

function LinkButton({ link }: { link: MessageComponent & { kind: 'link' } }) {
  if (link.disabled) return <span class="button button-disabled">{link.label}</span>
  return (
    <a class="button" href={link.url} target="_blank" rel="noopener noreferrer">
      {link.label} <span aria-hidden="true">↗</span>
    </a>
  )
}

function PressButton({ button, messageId }: { button: MessageComponent & { kind: 'button' }; messageId: string }) {
  const { control, me, orTell } = usePage()
  const [waiting, setWaiting] = useState(false)

  async function press(): Promise<void> {
    if (!me.value || waiting) return
    setWaiting(true)
    await orTell(control.useComponent(me.value.userId, { messageId, customId: button.customId }))
    setWaiting(false)
  }

  return (
    <button type="button" class={`button button-${button.style}`} disabled={button.disabled} aria-busy={waiting} onClick={press}>
      {button.label}
    </button>
  )
}
