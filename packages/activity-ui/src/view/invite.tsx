import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Invitations } from '../watch/invitations.ts'
import { Act } from './act.tsx'
import { Told } from './told.tsx'

/** A link for members of this server who are outside of Discord. */
export function Invite({ invitations }: { invitations: Invitations }) {
  const { value: now } = invitations.current
  return (
    <section class="kd-suggest" aria-label="People outside of Discord">
      {now.kind === 'open' ? (
        <>
          <LinkText link={now.link} />
          <Act run={invitations.revoke}>Take the link back</Act>
        </>
      ) : (
        <Act run={invitations.make} disabled={now.kind === 'making'}>
          Invite by link
        </Act>
      )}
      <p class="kd-soft" aria-live="polite">
        {now.kind === 'failed' && <Told failure={now} />}
        {now.kind === 'open' &&
          `For members of this server, in any browser: ${now.uses} may come, until ${timeOf(now.expiresAtMs)}. They watch and do not steer.`}
      </p>
    </section>
  )
}

/** Ready to be copied, as soon as it is there. */
function LinkText({ link }: { link: string }) {
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  return <input ref={field} readOnly value={link} aria-label="Link" onFocus={({ currentTarget }) => currentTarget.select()} />
}

function timeOf(atMs: number): string {
  return new Date(atMs).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}
