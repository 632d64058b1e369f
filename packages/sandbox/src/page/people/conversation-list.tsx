import type { SandboxMember } from '../../control/contract.ts'
import { usePage } from '../page-store.ts'
import { conversationsOf } from './places.ts'

/** One's conversations outside of guilds, a way to begin one with the bot, and whether the app is installed for oneself. */
export function ConversationList({ me }: { me: SandboxMember }) {
  const { state, channelId, unread, openChannel, control, orTell } = usePage()
  if (!state.value) return null
  const { bot, installedFor } = state.value
  const conversations = conversationsOf(state.value, me.userId)
  const isInstalled = installedFor.includes(me.userId)

  async function talkToBot(): Promise<void> {
    const opened = await control.openDirect(me.userId, bot.id)
    if (opened.kind === 'ok') openChannel(opened.answer.channelId)
    else await orTell(Promise.resolve(opened))
  }

  return (
    <nav class="channels" aria-labelledby="channels-title">
      <h2 id="channels-title" class="eyebrow">
        Direct messages
      </h2>
      <ul>
        {conversations.map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              data-unread={unread.value.has(id)}
              aria-current={id === channelId.value ? 'page' : undefined}
              onClick={() => openChannel(id)}
            >
              <span aria-hidden="true" class="hash">
                @
              </span>
              {name}
              {unread.value.has(id) && <span class="visually-hidden">, unread</span>}
              {unread.value.has(id) && <span class="unread-dot" aria-hidden="true" />}
            </button>
          </li>
        ))}
        {!conversations.some(({ withBot }) => withBot) && (
          <li>
            <button type="button" onClick={talkToBot}>
              <span aria-hidden="true" class="hash">
                +
              </span>
              Write to {bot.name}
            </button>
          </li>
        )}
      </ul>
      <label class="install-tick">
        <input
          type="checkbox"
          checked={isInstalled}
          onChange={({ currentTarget }) => orTell(control.installFor(me.userId, currentTarget.checked))}
        />
        {bot.name} installed for {me.displayName}: works in every server and conversation
      </label>
    </nav>
  )
}
