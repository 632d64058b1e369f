import type { SandboxMember } from '../../control/contract.ts'
import { usePage } from '../page-store.ts'
import { Avatar } from './avatar.tsx'

export const partName: Record<SandboxMember['part'], string> = { manager: 'Manager', member: 'Member', guest: 'Guest' }

const partMeaning: Record<SandboxMember['part'], string> = {
  manager: 'Runs the server',
  member: 'Has a role',
  guest: 'Has no role',
}

/** Whose eyes one looks through: what they see, and what the bot lets them do, differs. */
export function MemberSwitch() {
  const { state, me, become } = usePage()
  return (
    <fieldset class="members">
      <legend class="eyebrow">You are</legend>
      {state.value?.members.map((member) => (
        <label key={member.userId} class="member" style={{ '--who': member.color }}>
          <input
            type="radio"
            name="member"
            value={member.userId}
            checked={member.userId === me.value?.userId}
            onChange={() => become(member.userId)}
          />
          <Avatar name={member.displayName} color={member.color} />
          <span class="member-words">
            <span class="member-name">{member.displayName}</span>
            <span class="member-part">{partMeaning[member.part]}</span>
          </span>
          <span class="role-chips">
            {member.roles.length === 0 && <span class="role-chip">{partName[member.part]}</span>}
            {member.roles.map((role) => (
              <span key={role.id} class="role-chip" style={{ '--role': role.color }}>
                {role.name}
              </span>
            ))}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
