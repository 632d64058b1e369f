import type { Place } from '../meetings/meetings.ts'
import type { Guest } from '../meetings/seats.ts'

const roleWords: Readonly<Record<Guest['role'], string>> = {
  viewerRole: 'Viewer',
  privateOnlyRole: 'Viewer, private chat only',
  adminRole: 'Moderator',
  unmoderatedAdminRole: 'Moderator of the chat',
}

/** The room as its visitors see it: who is there, as what. Nothing in it is secret but the ticket, which its script uses up. */
export function roomPage({ place, guest, ticket }: { place: Place; guest: Guest; ticket: string }): string {
  return page(
    place.name,
    `<main data-ticket="${escaped(ticket)}" data-user="${escaped(guest.userId)}">
      <p class="promise">Sandbox: a Kaltura meeting room without cameras. Nothing here leaves this computer.</p>
      <h1>${escaped(place.name)}</h1>
      <p>You are <strong>${escaped(guest.name)}</strong>, ${guest.isHost ? 'and you lead this meeting' : roleWords[guest.role].toLowerCase()}.</p>
      <p id="status" role="status">Joining…</p>
      <section aria-labelledby="people-title">
        <h2 id="people-title">In the room</h2>
        <ul id="people"></ul>
      </section>
      <button type="button" id="leave" hidden>Leave the meeting</button>
    </main>
    <script type="module" src="/sandbox-room.js"></script>`,
  )
}

export function refusalPage(sentence: string): string {
  return page('No meeting', `<main><h1>You cannot join</h1><p>${escaped(sentence)}</p></main>`)
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(title)} – sandbox meeting</title>
    <link rel="stylesheet" href="/sandbox-room.css">
  </head>
  <body>
    ${body}
  </body>
</html>
`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** Runs in the visitor's browser. */
export const roomScript = `history.replaceState(null, '', '/meeting')
const main = document.querySelector('main')
const [status, people, leave] = ['status', 'people', 'leave'].map((id) => document.getElementById(id))
const roles = ${JSON.stringify(roleWords)}
const farewells = {
  left: 'You left the meeting.',
  replaced: 'You joined from somewhere else, so you left here.',
  ended: 'The meeting has ended. Its recording is being prepared.',
  full: 'The meeting is full.',
}
const line = new EventSource('/sandbox-room/' + main.dataset.ticket)

function end(words) {
  line.close()
  status.textContent = words
  people.replaceChildren()
  leave.hidden = true
}
line.addEventListener('people', ({ data }) => {
  const all = JSON.parse(data).people
  status.textContent = all.length === 1 ? 'You are here alone.' : all.length + ' people are here.'
  leave.hidden = false
  people.replaceChildren(...all.map(({ userId, name, role, isHost }) => {
    const item = document.createElement('li')
    const what = document.createElement('span')
    item.textContent = userId === main.dataset.user ? name + ' (you)' : name
    what.textContent = isHost ? 'Host' : roles[role]
    item.append(what)
    return item
  }))
})
line.addEventListener('over', ({ data }) => end(farewells[JSON.parse(data).why]))
line.addEventListener('error', () => end('The connection to the meeting was lost. Open your link again.'))
leave.addEventListener('click', () => end(farewells.left))
`

export const roomStyle = `:root { color-scheme: dark; background: #0f131a; color: #e9eef5; font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif }
body { margin: 0 }
main { max-width: 34rem; margin: 0 auto; padding: 2rem 1.25rem }
h1 { margin: 0 0 0.5rem; font-size: 1.5rem; overflow-wrap: anywhere }
h2 { margin: 1.5rem 0 0.5rem; font-size: 1rem }
p { margin: 0 0 0.75rem }
.promise { color: #f2c879; font-size: 0.875rem }
#status { color: #7ce0c3 }
ul { display: grid; gap: 0.5rem; margin: 0 0 1.5rem; padding: 0; list-style: none }
li { display: flex; justify-content: space-between; gap: 1rem; padding: 0.625rem 0.875rem; border-radius: 0.5rem; background: #1c2430; overflow-wrap: anywhere }
li span { color: #b3bfce; white-space: nowrap }
button { min-height: 2.75rem; padding: 0 1.25rem; border: 0; border-radius: 0.5rem; background: #ff9d92; color: #2a0e0b; font: inherit; font-weight: 650; cursor: pointer }
button:focus-visible { outline: 3px solid #7ce0c3; outline-offset: 3px }
`
