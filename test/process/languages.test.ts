import { cast } from '@kaltura-discord/sandbox'
import { expect, test } from 'vitest'
import { wholeSandbox } from './whole-sandbox.ts'

const sandbox = wholeSandbox()

test('Discord has the command in all languages, as the bot registered it', async () => {
  const { url, environment } = sandbox()
  const answer = await fetch(`${url}/api/v10/applications/${cast.applicationId}/commands?with_localizations=true`, {
    headers: { authorization: `Bot ${environment.DISCORD_BOT_TOKEN}` },
  })
  const commands: unknown = await answer.json()

  expect(commands).toContainEqual(
    expect.objectContaining({
      name: 'kaltura',
      description_localizations: expect.objectContaining({ de: 'Gemeinsam Videos aus Kaltura ansehen', he: expect.any(String) }),
      options: expect.arrayContaining([
        expect.objectContaining({
          name: 'watch',
          description_localizations: expect.objectContaining({ 'es-ES': expect.any(String), 'es-419': expect.any(String) }),
        }),
      ]),
    }),
  )
})

test.each([
  ['de', /^Dieses Video gibt es hier nicht/],
  ['es-419', /^Aquí no existe ese vídeo/],
  ['fr', /^Cette vidéo n’existe pas ici/],
  ['he', /^אין כאן סרטון כזה/],
  ['cs', /^There is no such video here/],
] as const)('somebody whose Discord speaks %s is answered in it, if the bot does', async (locale, words) => {
  const tom = sandbox().as('member')
  await tom.client({ locale })

  expect((await tom.use('/kaltura watch', { video: '0_nothing1' })).message?.content).toMatch(words)
})
