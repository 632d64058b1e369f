import { resolve } from 'node:path'
import { cast, type Sandbox, type SandboxState } from '@kaltura-discord/sandbox'
import { decodeServerMessage, type ServerMessage } from '@kaltura-discord/sync'
import type { Browser, Frame, Page } from 'playwright-core'
import { startSandbox } from '../../scripts/start/sandbox.ts'

/** Everything that `npm start` starts, for a test. */
export async function startEverything() {
  return startSandbox({ root: resolve(import.meta.dirname, '../..'), progress: { step: () => undefined, say: () => undefined } })
}

export type MemberPart = keyof typeof cast.members

/** The sandbox's page with a person in front of it, and what they do there. */
export async function openDiscord(browser: Browser, sandbox: Sandbox, viewport = { width: 1440, height: 900 }) {
  const context = await browser.newContext({ viewport })
  const page = await context.newPage()
  const traffic = watchTraffic(page)
  await page.goto(sandbox.url)
  await page.getByText('Sandbox', { exact: true }).first().waitFor()
  return {
    page,
    traffic,
    /** Chooses who is at the keyboard. */
    become: (part: MemberPart) => page.getByRole('radio', { name: new RegExp(cast.members[part].displayName) }).check({ force: true }),
    /** `/kaltura watch` of the video with this title. */
    async watch(title: string) {
      await page.getByRole('combobox', { name: 'Command' }).focus()
      await page.keyboard.type('/watch')
      await page.keyboard.press('Tab')
      await page.getByRole('option').first().waitFor()
      await page.keyboard.type(title.slice(0, 12))
      // The list is asked for anew while one types: the suggestion that is meant, not the first.
      await page.getByRole('option', { name: new RegExp(title) }).click()
      await page.keyboard.press('Enter')
      await page.getByRole('log').getByText(title).last().waitFor()
      await page.getByRole('button', { name: 'Watch Together' }).last().waitFor()
    },
    /** As from Discord's own launcher: nobody chose what to watch. */
    openActivity: () => page.getByRole('button', { name: 'Open Activity' }).click(),
    pressWatchTogether: () => page.getByRole('button', { name: 'Watch Together' }).last().click(),
    join: (part: MemberPart) => page.getByRole('button', { name: `Join as ${cast.members[part].displayName}` }).click(),
    leave: (part: MemberPart) => act(sandbox, part, `instances/${encodeURIComponent(instanceOf(sandbox.state()))}/leave`),
    /** A member's Activity frame, whatever it shows. */
    frame: (part: MemberPart) => findFrame(page, sandbox, part),
    /** A member's Activity frame, once it shows the remote. */
    async activity(part: MemberPart): Promise<Frame> {
      const frame = await findFrame(page, sandbox, part)
      await frame.getByRole('region', { name: 'Remote' }).waitFor()
      return frame
    },
    close: () => context.close(),
  }
}

/** What a member does, without a page. */
export async function act(sandbox: Sandbox, part: MemberPart, what: string, body: unknown = {}): Promise<void> {
  const response = await fetch(`${sandbox.url}/sandbox/members/${cast.members[part].userId}/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${what}: HTTP ${response.status} ${await response.text()}`)
}

/** `/kaltura watch` with a value that need not be a suggestion. */
export async function useWatch(sandbox: Sandbox, part: MemberPart, video: string): Promise<void> {
  const commandId = sandbox.state().commands.find((command) => command.name === 'kaltura')?.id
  const options = [{ name: 'watch', type: 1, options: [{ name: 'video', type: 3, value: video }] }]
  await act(sandbox, part, 'commands', { channelId: cast.channels.general.id, commandId, options })
}

function instanceOf(state: SandboxState): string {
  const [instance] = state.instances
  if (!instance) throw new Error('no Activity runs')
  return instance.instanceId
}

async function findFrame(page: Page, sandbox: Sandbox, part: MemberPart): Promise<Frame> {
  const { userId } = cast.members[part]
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline) {
    const url = sandbox.state().instances[0]?.frames.find((frame) => frame.userId === userId)?.url
    const frame = url && page.frames().find((candidate) => candidate.url() === url)
    if (frame) return frame
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`${part} has no Activity frame`)
}

/** Everything that the page and its frames ask for, all that rooms tell them, and every violation of a content security policy. */
function watchTraffic(page: Page) {
  const requested: URL[] = []
  const told: ServerMessage[] = []
  const violations: string[] = []
  page.on('request', (request) => {
    if (/^https?:/.test(request.url())) requested.push(new URL(request.url()))
  })
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const decoded = decodeServerMessage(String(payload))
      if (decoded.kind === 'message') told.push(decoded.message)
    }),
  )
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text())
  })
  return { requested, told, violations }
}
