import { signHttpNotification } from '@kaltura-discord/kaltura'
import { cast, createSandbox } from '@kaltura-discord/sandbox'
import { expect, onTestFinished, test } from 'vitest'
import { createApp } from '../../examples/notifications-in-my-app/src/app.ts'

/** The application of the example, in front of a sandbox. */
async function givenApp() {
  const sandbox = await createSandbox({ port: 0, environment: {} })
  const token = 'an endpoint token'
  const { app, notifications, stores } = createApp({
    ...sandbox.environment,
    DATABASE_FILE: ':memory:',
    GUILD_ID: cast.guild.id,
    CHANNEL_ID: cast.channels.general.id,
    DISCORD_API_URL: `${sandbox.url}/api/v10`,
    KALTURA_NOTIFICATION_TOKEN: token,
  })
  onTestFinished(async () => {
    await notifications.close()
    await stores.close()
    await sandbox.close()
  })

  async function post(entryId: string): Promise<string> {
    const object = { objectType: 'KalturaMediaEntry', id: entryId, status: 2 }
    const body = new TextEncoder().encode(
      JSON.stringify({ objectType: 'KalturaHttpNotification', object, eventType: 3, eventNotificationJobId: 7 }),
    )
    const signature = await signHttpNotification({
      secret: sandbox.environment.KALTURA_NOTIFICATION_SECRET ?? '',
      algorithm: 'sha256',
      body,
    })
    const headers = { ...signature, 'x-kaltura-discord-token': token }
    const response = await app.request('/api/v1/kaltura/main/notifications', { method: 'POST', headers, body })
    return `${response.status} ${await response.text()}`
  }
  return { app, notifications, stores, post, sandbox }
}

test('a hundred copies of Kaltura’s notification are one message in the channel of an application that goes on as it was', async () => {
  const { app, notifications, stores, post, sandbox } = await givenApp()
  const answers = await Promise.all(Array.from({ length: 100 }, () => post('0_lec01abc')))
  await notifications.idle()
  const messages = sandbox.state().messages.filter(({ channelId }) => channelId === cast.channels.general.id)

  expect(answers.filter((answer) => answer === '200 {"outcome":"accepted"}')).toHaveLength(1)
  expect(answers.filter((answer) => answer === '200 {"outcome":"duplicate"}')).toHaveLength(99)
  expect(messages.map(({ content }) => content)).toEqual(['Ein neues Video ist da.'])
  expect(await stores.outbox.list(cast.guild.id, { limit: 5 })).toMatchObject([{ state: 'sent', event: 'entry-ready' }])
  expect(await (await app.request('/')).text()).toBe('My application, as it was.')
})

test('a paused guild hears of it when it is resumed', async () => {
  const { notifications, stores, post, sandbox } = await givenApp()
  await stores.outbox.pause(cast.guild.id, 0)
  await post('0_lec01abc')
  await notifications.idle()
  const meanwhile = sandbox.state().messages.length
  await stores.outbox.resume(cast.guild.id)
  notifications.deliver()
  await notifications.idle()

  expect([meanwhile, sandbox.state().messages.length]).toEqual([0, 1])
})
