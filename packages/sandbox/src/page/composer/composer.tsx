import { useRef } from 'preact/hooks'
import { entryPointCommand } from '../commands/command-tree.ts'
import { usePage } from '../page-store.ts'
import { CommandForm } from './command-form.tsx'
import { CommandPrompt } from './command-prompt.tsx'
import { FirstHint } from './first-hint.tsx'

/** Where commands are chosen and filled in, and messages are written. */
export function Composer() {
  const { composing, state } = usePage()
  const returning = useRef(false)
  const command = composing.value
  if (command) returning.current = true

  return (
    <section class="composer" aria-label="Commands">
      {state.value?.bot.online === false && (
        <p class="offline" role="status">
          The bot is offline. Commands stay unanswered until it is back.
        </p>
      )}
      <FirstHint />
      {command ? (
        <CommandForm key={command.path.join(' ')} command={command} />
      ) : (
        <div class="prompt-row">
          <CommandPrompt focusNow={returning.current} />
          <LaunchButton />
        </div>
      )}
    </section>
  )
}

/** Stands for Discord's app launcher, which offers an app's entry point command outside of the slash picker. */
function LaunchButton() {
  const { offered, me, channelId, control, orTell } = usePage()
  const entryPoint = entryPointCommand(offered.value)
  if (!entryPoint) return null

  async function launch(): Promise<void> {
    if (!entryPoint || !me.value || !channelId.value) return
    await orTell(control.useCommand(me.value.userId, { channelId: channelId.value, commandId: entryPoint.commandId, options: [] }))
  }
  return (
    <button type="button" class="button" title="As from Discord’s app launcher" onClick={launch}>
      Open Activity
    </button>
  )
}
