import { DiscordSDK } from '@discord/embedded-app-sdk'

/** A small Activity on the real SDK. It writes what it sees to `document.body.dataset`, and when it was born, so that a reload would show. */
const report = (name: string, value: unknown): void => {
  document.body.dataset[name] = typeof value === 'string' ? value : JSON.stringify(value)
}

async function run(): Promise<void> {
  report('born', String(performance.timeOrigin))
  const measure = () => report('size', `${innerWidth}x${innerHeight}`)
  addEventListener('resize', measure)
  measure()
  const sdk = new DiscordSDK('1100000000000000001', { disableConsoleLogOverride: true })
  await sdk.ready()
  report('ready', 'yes')
  const { code } = await sdk.commands.authorize({
    client_id: sdk.clientId,
    response_type: 'code',
    scope: ['identify', 'guilds.members.read', 'rpc.voice.read'],
    prompt: 'none',
    state: '',
  })
  const { user } = await sdk.commands.authenticate({ access_token: `token of ${code}` })
  report('user', user.username)

  const { participants } = await sdk.commands.getInstanceConnectedParticipants()
  report('participants', participants.map((each) => each.nickname).join())
  await sdk.subscribe('ACTIVITY_INSTANCE_PARTICIPANTS_UPDATE', (event) =>
    report('participants', event.participants.map((each) => each.nickname).join()),
  )
  await sdk.subscribe('ORIENTATION_UPDATE', (event) => report('orientation', event.screen_orientation))
  await sdk.subscribe('THERMAL_STATE_UPDATE', (event) => report('thermal', event.thermal_state))
  await sdk.subscribe('ACTIVITY_LAYOUT_MODE_UPDATE', (event) => report('layout', event.layout_mode))

  await sdk.subscribe('CURRENT_USER_UPDATE', (event) => report('current', event.global_name))
  await sdk.subscribe('CURRENT_GUILD_MEMBER_UPDATE', (event) => report('nick', event.nick), { guild_id: sdk.guildId ?? '' })

  const voice = { channel_id: sdk.channelId ?? '' }
  await sdk.subscribe('SPEAKING_START', (event) => report('speaking', event.user_id), voice)
  await sdk.subscribe('SPEAKING_STOP', () => report('speaking', 'nobody'), voice)

  report('locale', (await sdk.commands.userSettingsGetLocale()).locale)
  report('config', await sdk.commands.setConfig({ use_interactive_pip: true }))
  report('hardware', await sdk.commands.encourageHardwareAcceleration())
  report('permissions', String((await sdk.commands.getChannelPermissions()).permissions))
  report('behaviours', await sdk.commands.getPlatformBehaviors())
  report('shared', await sdk.commands.shareLink({ message: 'Come and watch' }))
  report('interaction', await sdk.commands.shareInteraction({ command: 'watch' }))
  report('upload', (await sdk.commands.initiateImageUpload()).image_url.slice(0, 10))
  report('stranger', await sdk.commands.getUser({ id: '99' }))
  report('skus', await sdk.commands.getSkus())
  report('entitlements', await sdk.commands.getEntitlements())
  report('invited', await sdk.commands.inviteUserEmbedded({ user_id: '21' }))
  report('ticket', await sdk.commands.requestProxyTicketRefresh())
  report('friends', await sdk.commands.getRelationships().catch((error: unknown) => error))
  report('refused', await sdk.commands.setActivity({ activity: { type: 3, details: 'x' } }).catch((error: unknown) => error))
  report('noQuest', await sdk.commands.getQuest().catch((error: unknown) => error))
  report('unknown', await sdk.commands.setOrientationLockState({ lock_state: 3 }).catch((error: unknown) => error))
  document.body.style.cssText =
    'margin:0;height:100vh;display:grid;place-items:center;background:linear-gradient(135deg,#1b2a4a,#0d3b3a);color:#fff;font:600 20px system-ui'
  document.body.prepend(`Playing for ${user.username}`)
  report('done', 'yes')
}

run().catch((error: unknown) => report('fatal', String(error)))
