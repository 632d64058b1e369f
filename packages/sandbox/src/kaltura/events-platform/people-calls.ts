import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Call, call, eventCall, given, longText, missing, name, page, pager } from './call.ts'
import { type EventUser, eventUserRoles, teamRoles } from './platform.ts'

const mostPeople = 5_000
const eventId = z.number().int()
const roles = z.array(z.enum(eventUserRoles))
const profile = { title: name.optional(), company: name.optional(), bio: longText.optional() }

/** `event-users/…` and `team-members/…` of the public API. */
export const peopleCalls: Readonly<Record<string, Call>> = {
  'event-users/invite': eventCall(
    {
      eventId,
      firstName: name,
      lastName: name,
      email: z.email(),
      ...profile,
      roles: roles.default(['Attendees']),
      imageUrlEntryId: z.string().optional(),
      skipEmail: z.boolean().default(false),
    },
    (body, { users }, platform) => {
      if (users.size >= mostPeople) return { status: 'OperationNotAllowed' }
      const { eventId: _, imageUrlEntryId: __, skipEmail: ___, ...draft } = body
      const at = platform.now()
      const id = createHash('sha256').update(draft.email.toLowerCase()).digest('hex')
      const user: EventUser = { ...draft, id, createdAt: users.get(id)?.createdAt ?? at, updatedAt: at, status: 'Invited' }
      users.set(id, user)
      return { user, status: 'ok' }
    },
  ),
  'event-users/list': eventCall(
    {
      eventId,
      filter: z.object({ searchTerm: z.string().optional(), roles: roles.optional(), idIn: z.array(z.string()).optional() }).default({}),
      pager: pager(30, 500),
      orderBy: z.string().optional(),
    },
    ({ filter, pager: wanted }, { users }) => {
      const term = (filter.searchTerm ?? '').toLowerCase()
      const found = [...users.values()].filter(
        ({ id, firstName, lastName, email, roles: own }) =>
          (filter.idIn?.includes(id) ?? true) &&
          (filter.roles?.some((role) => own.includes(role)) ?? true) &&
          `${firstName} ${lastName} ${email}`.toLowerCase().includes(term),
      )
      return { users: page(found, wanted), totalCount: found.length, status: 'ok' }
    },
  ),
  'event-users/update': eventCall(
    {
      eventId,
      userId: z.string(),
      firstName: name.optional(),
      lastName: name.optional(),
      ...profile,
      roles: roles.default([]),
      imageUrlEntryId: z.string().optional(),
    },
    ({ userId, roles: added, eventId: _, imageUrlEntryId: __, ...changed }, { users }, platform) => {
      const before = users.get(userId)
      if (!before) return missing
      const user: EventUser = {
        ...before,
        ...given(changed),
        roles: [...new Set([...before.roles, ...added])],
        updatedAt: platform.now(),
      }
      users.set(userId, user)
      return { user, status: 'ok' }
    },
  ),
  'event-users/delete': eventCall({ eventId, userId: z.string() }, ({ userId }, { users, sessions }) => {
    if (!users.delete(userId)) return missing
    for (const [id, session] of sessions) {
      const speakers = new Map([...session.speakers].filter(([speakerId]) => speakerId !== userId))
      sessions.set(id, { ...session, speakers, moderatorIds: session.moderatorIds.filter((each) => each !== userId) })
    }
    return { status: 'ok' }
  }),
  'team-members/create': call(
    z.object({ email: z.email(), role: z.enum(teamRoles), firstName: name, lastName: name }),
    (body, { team, word, now }) => {
      if ([...team.values()].some(({ email }) => email === body.email) || team.size >= mostPeople) return { status: 'OperationNotAllowed' }
      const teamMember = { ...body, id: `user_${word(6)}`, createdAt: now(), updatedAt: now(), disabled: false }
      team.set(teamMember.id, teamMember)
      return { status: 'ok', teamMember }
    },
  ),
  'team-members/update': call(
    z.object({
      id: z.string(),
      firstName: name.optional(),
      lastName: name.optional(),
      role: z.enum(teamRoles).optional(),
      disabled: z.boolean().optional(),
    }),
    ({ id, ...changed }, { team, now }) => {
      const before = team.get(id)
      if (!before) return missing
      const teamMember = { ...before, ...given(changed), updatedAt: now() }
      team.set(id, teamMember)
      return { status: 'ok', teamMember }
    },
  ),
  'team-members/delete': call(z.object({ id: z.string() }), ({ id }, { team }) => (team.delete(id) ? { status: 'ok' } : missing)),
  'team-members/list': call(z.object({ pager: pager(30, 500) }), ({ pager: wanted }, { team }) => ({
    totalCount: team.size,
    status: 'ok',
    teamMembers: page([...team.values()], wanted),
  })),
}
