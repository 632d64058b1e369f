import type { SandboxGuild } from '../../control/contract.ts'
import { usePage } from '../page-store.ts'

type Member = SandboxGuild['members'][number]

/** Who is in the guild, by their highest role; the bot is online when it is connected, the cast always is. */
export function MemberPanel({ guild }: { guild: SandboxGuild }) {
  const { state } = usePage()
  const cast = new Set(state.value?.members.map(({ userId }) => userId))
  const isOnline = ({ userId, isBot }: Member): boolean => (isBot ? state.value?.bot.online === true : cast.has(userId))
  const roles = [...new Map(guild.members.flatMap(({ role }) => (role ? [[role.id, role] as const] : []))).values()]
  const groups = [
    ...roles.map((role) => ({ name: role.name, members: guild.members.filter((member) => member.role?.id === role.id) })),
    { name: 'No role', members: guild.members.filter(({ role }) => role === null) },
  ]
  return (
    <section aria-labelledby="panel-title">
      <h3 id="panel-title">Members of {guild.name}</h3>
      <div class="member-groups">
        {groups.map(({ name, members }) => (
          <div key={name}>
            <h4 class="eyebrow">
              {name} — {members.length}
            </h4>
            <ul>
              {members.map((member) => (
                <li key={member.userId} class="member-line">
                  <span class="presence" data-online={isOnline(member)} aria-hidden="true" />
                  {member.name}
                  {member.isBot && <span class="app-chip">App</span>}
                  <span class="visually-hidden">{isOnline(member) ? ', online' : ', offline'}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  )
}
