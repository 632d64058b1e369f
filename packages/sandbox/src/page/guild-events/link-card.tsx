import type { SandboxMessage } from '../../control/contract.ts'
import { usePage } from '../page-store.ts'
import { type SharedLink, sharedLinks } from './shared-link.ts'

/** Cards for the invites and activity links of a message. */
export function LinkCards({ message }: { message: SandboxMessage }) {
  const { me } = usePage()
  if (!me.value) return null
  const { userId } = me.value
  return (
    <>
      {sharedLinks(message.content).map((link) =>
        link.kind === 'invite' ? (
          <InviteCard key={link.code} code={link.code} userId={userId} />
        ) : (
          <ActivityCard key={link.url} link={link} message={message} userId={userId} />
        ),
      )}
    </>
  )
}

function InviteCard({ code, userId }: { code: string; userId: string }) {
  const { state, control, orTell } = usePage()
  const invite = state.value?.invites.find((one) => one.code === code)
  if (!invite) return <p class="link-card quiet">This invite is invalid or has expired.</p>
  return (
    <div class="link-card">
      <p>
        {invite.opensActivity ? 'Activity in' : 'Invite to'} <strong>{invite.channelName}</strong>
      </p>
      <button type="button" class="button button-primary" onClick={() => void orTell(control.acceptInvite(userId, code))}>
        {invite.opensActivity ? 'Join the activity' : 'Join'}
      </button>
    </div>
  )
}

function ActivityCard({
  link,
  message,
  userId,
}: {
  link: Extract<SharedLink, { kind: 'activity' }>
  message: SandboxMessage
  userId: string
}) {
  const { state, control, orTell } = usePage()
  const quick = state.value?.quickLinks.find(({ id }) => id === link.linkId)
  const title = quick?.title ?? state.value?.bot.name ?? 'Activity'
  const play = () => void orTell(control.followLink(userId, { url: link.url, channelId: message.channelId, sharedBy: message.author.id }))
  return (
    <div class="link-card">
      {quick && <img src={quick.image} alt="" />}
      <p>
        <strong>{title}</strong>
      </p>
      {quick && <p class="event-words">{quick.description}</p>}
      <button type="button" class="button button-primary" onClick={play}>
        Play
      </button>
    </div>
  )
}
