import { once } from 'node:events'
import { ChannelType, Events, GatewayIntentBits, type VoiceState } from 'discord.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { startOceanic } from '../../testing/oceanic-under-test.ts'
import { eventually, guest, type Json, member, startSandbox } from '../../testing/sandbox-under-test.ts'
import { cast } from '../cast.ts'
import { speakingIn, voiceStatesOf } from '../voice-states.ts'

const hall = cast.lectureHall.id
const states = `/guilds/${cast.guild.id}/voice-states`

describe('voice', () => {
  test('shows a real discord.js client who comes, mutes and goes', async () => {
    const { bot, sandbox } = await startSandbox()
    const client = await bot([GatewayIntentBits.GuildVoiceStates])
    const seen: VoiceState[] = []
    client.on(Events.VoiceStateUpdate, (_, now) => seen.push(now))
    const { voiceStates } = sandbox.discord

    voiceStates.join(guest, hall)
    voiceStates.join(guest, hall, { selfMute: true })
    await eventually(() => seen.length === 2)
    const inside = client.guilds.cache.get(cast.guild.id)?.voiceStates.cache.get(guest)
    const asSeen = [inside?.channelId, inside?.selfMute, inside?.member?.displayName]
    voiceStates.leave(guest, cast.guild.id)
    await eventually(() => seen.length === 3)

    expect(asSeen).toEqual([hall, true, 'Gus'])
    expect(seen.at(-1)?.channelId).toBeNull()
  })

  test('shows an oceanic.js client who was there before it', async () => {
    const under = await startSandbox()
    under.sandbox.discord.voiceStates.join(guest, hall)
    const client = await startOceanic(under, ['GUILDS', 'GUILD_VOICE_STATES'])

    const state = client.guilds.get(cast.guild.id)?.voiceStates.get(guest)
    const joined = new Promise<string>((resolve) => client.on('voiceChannelJoin', ({ id }) => resolve(id)))
    under.sandbox.discord.voiceStates.join(member, hall)

    expect(state).toMatchObject({ channelID: hall, selfMute: false })
    expect(await joined).toBe(member)
  })

  test('answers a bot that joins with its state and with a server that is not there', async () => {
    const { sandbox } = await startSandbox()
    const socket = new WebSocket(sandbox.discord.gateway.url)
    const heard: Json[] = []
    socket.on('message', (data) => heard.push(JSON.parse(String(data))))
    onTestFinished(() => socket.terminate())
    await once(socket, 'open')
    const send = (op: number, d: object) => socket.send(JSON.stringify({ op, d }))
    const { discord } = sandbox

    send(2, { token: discord.secrets.botToken, intents: 129, properties: {} })
    send(4, { guild_id: cast.guild.id, channel_id: hall, self_mute: true, self_deaf: false })
    const server = await eventually(() => heard.find(({ t }) => t === 'VOICE_SERVER_UPDATE'))
    const own = heard.find(({ t }) => t === 'VOICE_STATE_UPDATE')
    send(4, { guild_id: cast.guild.id, channel_id: null, self_mute: false, self_deaf: false })
    await eventually(() => heard.find(({ t, d }) => t === 'VOICE_STATE_UPDATE' && d.channel_id === null))

    expect(own.d).toMatchObject({ user_id: cast.applicationId, channel_id: hall, self_mute: true })
    expect(server.d).toEqual({ guild_id: cast.guild.id, endpoint: null, token: expect.any(String) })
  })

  test('is a channel of its own type', async () => {
    const { bot } = await startSandbox()
    const client = await bot()

    const channel = await client.channels.fetch(hall)

    expect(channel).toMatchObject({ type: ChannelType.GuildVoice, name: 'Lecture hall', bitrate: 64_000, userLimit: 0 })
  })

  test('tells over REST where someone is', async () => {
    const { rest, sandbox } = await startSandbox()
    sandbox.discord.voiceStates.join(guest, hall)

    const found = await rest('GET', `${states}/${guest}`)
    const none = await rest('GET', `${states}/@me`)
    const notAStage = await rest('PATCH', `${states}/${guest}`, { body: { channel_id: hall, suppress: true } })

    expect(found.json).toMatchObject({ channel_id: hall, user_id: guest, self_mute: false })
    expect([none.status, none.json.code]).toEqual([404, 10065])
    expect([notAStage.status, notAStage.json.code]).toEqual([400, 50024])
  })

  test('has a status that only who may sets, with more rights from outside', async () => {
    const { rest, sandbox, bot } = await startSandbox()
    const client = await bot()
    const raw: Json[] = []
    client.ws.on('VOICE_CHANNEL_STATUS_UPDATE' as never, (data: Json) => raw.push(data))

    const outside = await rest('PUT', `/channels/${hall}/voice-status`, { body: { status: 'Lecture 4' } })
    sandbox.discord.voiceStates.join(cast.applicationId, hall)
    const inside = await rest('PUT', `/channels/${hall}/voice-status`, { body: { status: 'Lecture 4' } })
    const tooLong = await rest('PUT', `/channels/${hall}/voice-status`, { body: { status: 'x'.repeat(501) } })
    const inText = await rest('PUT', `/channels/${cast.channels.general.id}/voice-status`, { body: { status: 'x' } })
    await eventually(() => raw.length === 1)
    sandbox.discord.voiceStates.leave(cast.applicationId, cast.guild.id)
    await eventually(() => raw.length === 2)

    expect([outside.status, outside.json.code, inside.status]).toEqual([403, 50013, 204])
    expect([tooLong.json.code, inText.json.code]).toEqual([50035, 50024])
    expect(raw).toEqual([
      { id: hall, guild_id: cast.guild.id, status: 'Lecture 4' },
      { id: hall, guild_id: cast.guild.id, status: null },
    ])
  })

  test('lists who is in a channel, and who talks there unless muted', async () => {
    const { sandbox } = await startSandbox()
    const { voiceStates, store } = sandbox.discord
    voiceStates.join(guest, hall)
    voiceStates.join(member, hall)

    const spoke = [voiceStates.speak(guest, true), voiceStates.speak(cast.members.manager.userId, true)]
    const talking = speakingIn(store.world, hall)
    voiceStates.join(guest, hall, { selfMute: true })

    expect(spoke).toEqual([true, false])
    expect(talking).toEqual([guest])
    expect(speakingIn(store.world, hall)).toEqual([])
    expect(voiceStatesOf(store.world, hall).map(({ userId }) => userId)).toEqual([guest, member])
  })
})
