import { useState } from 'preact/hooks'
import type { SandboxMeeting } from '../../control/contract.ts'
import { usePage } from '../page-store.ts'

type Participant = SandboxMeeting['people'][number]

const roleWords: Readonly<Record<Participant['role'], string>> = {
  viewerRole: 'viewer',
  privateOnlyRole: 'viewer, private chat only',
  adminRole: 'moderator',
  unmoderatedAdminRole: 'moderator of the chat',
}

/** The meetings that somebody is in; the empty rooms are one sentence. */
export function MeetingList({ meetings }: { meetings: readonly SandboxMeeting[] }) {
  const busy = meetings.filter(({ people }) => people.length > 0)
  const empty = meetings.length - busy.length
  return (
    <>
      {busy.length > 0 && (
        <ul class="meetings">
          {busy.map((meeting) => (
            <MeetingCard key={meeting.id} meeting={meeting} />
          ))}
        </ul>
      )}
      {empty > 0 && <p class="quiet">{empty === 1 ? 'One room is empty.' : `${empty} rooms are empty.`}</p>}
    </>
  )
}

function MeetingCard({ meeting }: { meeting: SandboxMeeting }) {
  const { control, orTell, tell } = usePage()
  const [busy, setBusy] = useState(false)

  async function end(): Promise<void> {
    if (busy) return
    setBusy(true)
    if (await orTell(control.endMeeting(meeting.id))) tell('news', 'The meeting has ended. Its recording is being prepared.')
    setBusy(false)
  }
  return (
    <li class="meeting">
      <h4 class="meeting-name">{meeting.name}</h4>
      <ul class="meeting-people">
        {meeting.people.map(({ userId, name, role, isHost }) => (
          <li key={userId}>
            <span class="meeting-person">{name}</span> <span class="meeting-role">{isHost ? 'host' : roleWords[role]}</span>
          </li>
        ))}
      </ul>
      <button type="button" class="button" aria-busy={busy} aria-label={`End the meeting ${meeting.name}`} onClick={end}>
        End the meeting
      </button>
    </li>
  )
}
