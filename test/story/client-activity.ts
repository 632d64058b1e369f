import { DiscordSDK } from '@discord/embedded-app-sdk'

/** An Activity on the real SDK and a server of its own, for what differs between people. It writes what it sees to `document.body.dataset`. */
async function run(): Promise<void> {
  const report = (name: string, value: string): void => {
    document.body.dataset[name] = value
  }
  report('clock', String(Date.now()))
  report('clockOfPage', String(Date.parse(Date())))
  const sdk = new DiscordSDK('1100000000000000001', { disableConsoleLogOverride: true })
  await sdk.ready()
  const { code } = await sdk.commands.authorize({ client_id: sdk.clientId, response_type: 'code', scope: ['identify'], state: '' })
  const token = await fetch('/token', { method: 'POST', body: code }).then((response) => response.text())
  const { user } = await sdk.commands.authenticate({ access_token: token })
  report('user', user.username)
  const asked = await fetch('http://localhost:3333/api/users/@me', { headers: { authorization: `Bearer ${token}` } })
  report('self', (await asked.json()).username)
  report('discord', await fetch('https://discord.com/api/gateway').then(String, () => 'closed'))
  report('locale', (await sdk.commands.userSettingsGetLocale()).locale)
  report('participants', String((await sdk.commands.getInstanceConnectedParticipants()).participants.length))
  await fetch(`/cookie?of=${user.username}`)
  report('cookies', await fetch('/cookies').then((response) => response.text()))

  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/room`)
  await new Promise((resolve) => socket.addEventListener('open', resolve))
  Object.assign(globalThis, {
    /** Ms that a word takes to the server and back. */
    async roundTrip(): Promise<number> {
      const startMs = performance.now()
      socket.send('ping')
      await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }))
      return performance.now() - startMs
    },
  })
  document.body.append(`Playing for ${user.username}`)
  report('done', 'yes')
}

run().catch((error: unknown) => {
  document.body.dataset.fatal = String(error)
})
