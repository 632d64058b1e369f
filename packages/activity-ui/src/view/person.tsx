import type { SeenMember } from '@kaltura-discord/sync/client'
import type { ComponentChildren } from 'preact'

const roles = { host: 'Host', 'co-host': 'Co-host', viewer: undefined } as const

/** Somebody's initial, in a ring when they steer. */
export function Avatar({ member }: { member: SeenMember }) {
  return (
    <span class="kd-avatar" data-role={member.role} data-present={member.present} aria-hidden="true">
      {[...member.name][0] ?? '?'}
    </span>
  )
}

/** One line of the list: who it is, what they are in this room, and what can be done about it. */
export function Person({ member, isMe, children }: { member: SeenMember; isMe: boolean; children?: ComponentChildren }) {
  const role = roles[member.role]
  return (
    <li class="kd-person">
      <Avatar member={member} />
      <span class="kd-name">
        {member.name}
        {isMe && ' (you)'}
        {!member.present && <span class="kd-soft"> · away</span>}
        {member.present && member.readiness === 'stalled' && <span class="kd-soft"> · loading</span>}
      </span>
      {role && <span class="kd-role">{role}</span>}
      {children && <span class="kd-acts">{children}</span>}
    </li>
  )
}
