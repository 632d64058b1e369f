import { AttachmentBuilder, EmbedBuilder, FileBuilder, MediaGalleryBuilder, MessageFlags } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { channelId, member, startSandbox } from '../../testing/sandbox-under-test.ts'

/** A PNG's beginning: three pixels wide, two high. */
const picture = Buffer.from('89504e470d0a1a0a0000000d494844520000000300000002', 'hex')
const slides = () => new AttachmentBuilder(picture, { name: 'slides 1.png', description: 'The first slide' })
const notes = () => new AttachmentBuilder(Buffer.from('Notes'), { name: 'notes.txt' })

async function begin() {
  const under = await startSandbox()
  const client = await under.bot()
  const channel = await client.channels.fetch(channelId)
  if (!channel?.isSendable()) throw new Error('The channel takes no messages.')
  return { ...under, client, channel }
}

describe('files of a bot', () => {
  test('arrive with their words and size, and can be fetched from the sandbox', async () => {
    const { sandbox, channel } = await begin()

    const { attachments } = await channel.send({ content: 'Here', files: [slides(), notes()] })
    const [first, second] = [...attachments.values()]
    const response = await fetch(first?.url ?? '')

    expect(first).toMatchObject({ name: 'slides_1.png', title: 'slides 1', description: 'The first slide', width: 3, height: 2, size: 24 })
    expect(second).toMatchObject({ name: 'notes.txt', contentType: 'text/plain; charset=utf-8', size: 5 })
    expect(first?.url).toBe(`${sandbox.url}/attachments/${channelId}/${first?.id}/slides_1.png`)
    expect(Buffer.from(await response.arrayBuffer())).toEqual(picture)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline; filename="slides_1.png"',
      'x-content-type-options': 'nosniff',
    })
  })

  test('that a browser would run are only saved', async () => {
    const { channel } = await begin()

    const { attachments } = await channel.send({ files: [new AttachmentBuilder(Buffer.from('<script>1</script>'), { name: 'a.html' })] })
    const { headers } = await fetch(attachments.first()?.url ?? '')

    expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([
      'application/octet-stream',
      'attachment; filename="a.html"',
    ])
  })

  test('show in an embed, and then not a second time below it', async () => {
    const { sandbox, channel } = await begin()

    const message = await channel.send({ embeds: [new EmbedBuilder().setImage('attachment://slides_1.png')], files: [slides()] })

    expect(message.embeds[0]?.image?.url).toMatch(/\/attachments\/\d+\/\d+\/slides_1\.png$/)
    expect([message.attachments.size, sandbox.state().messages.at(-1)?.attachments]).toEqual([0, []])
  })

  test('show in Components V2, as media and as a file', async () => {
    const { rest, channel } = await begin()
    const gallery = new MediaGalleryBuilder().addItems((item) => item.setURL('attachment://slides_1.png').setDescription('A slide'))
    const file = new FileBuilder().setURL('attachment://notes.txt')

    const sent = await channel.send({ flags: MessageFlags.IsComponentsV2, components: [gallery, file], files: [slides(), notes()] })
    const { json } = await rest('GET', `/channels/${channelId}/messages/${sent.id}`)

    expect(json.components[0].items[0].media).toMatchObject({ content_type: 'image/png', attachment_id: json.attachments[0].id })
    expect(json.components[1]).toMatchObject({ type: 13, name: 'notes.txt', size: 5, file: { url: json.attachments[1].url } })
  })

  test('stay or go in an edit as its attachments say', async () => {
    const { channel } = await begin()
    const sent = await channel.send({ files: [slides(), notes()] })
    const [first] = sent.attachments.values()

    const same = await sent.edit({ content: 'Edited' })
    const fewer = await sent.edit({ attachments: first ? [first] : [], files: [notes()] })
    const none = await sent.edit({ attachments: [] })

    expect(same.attachments.map(({ name }) => name)).toEqual(['slides_1.png', 'notes.txt'])
    expect(fewer.attachments.map(({ id }) => id === first?.id)).toEqual([true, false])
    expect(none.attachments.size).toBe(0)
  })

  test('answer an interaction, also for one person alone, and follow up', async () => {
    const { sandbox, client } = await begin()
    await client.application.commands.create({ name: 'slides', description: 'Slides' })
    const followed = new Promise((resolve, reject) => {
      client.on('interactionCreate', async (interaction) => {
        if (!interaction.isChatInputCommand()) return
        await interaction.reply({ files: [slides()], flags: MessageFlags.Ephemeral }).catch(reject)
        resolve(await interaction.followUp({ files: [notes()] }))
      })
    })

    const { message } = await sandbox.as('member').use('/slides')

    expect(message).toMatchObject({ onlyFor: member, attachments: [{ name: 'slides 1', description: 'The first slide', bytes: 24 }] })
    expect(await followed).toMatchObject({ attachments: expect.objectContaining({ size: 1 }) })
  })

  test('of more than 10 MiB together are refused with 40005', async () => {
    const { channel } = await begin()
    const half = () => new AttachmentBuilder(Buffer.alloc(5_300_000), { name: 'half.bin' })

    await expect(channel.send({ files: [half(), half()] })).rejects.toMatchObject({ status: 413, code: 40005 })
  })

  test('that are too many, or that components name without sending them, are refused with 50035', async () => {
    const { channel } = await begin()
    const missing = new FileBuilder().setURL('attachment://missing.txt')

    await expect(channel.send({ files: Array.from({ length: 11 }, notes) })).rejects.toMatchObject({ code: 50035 })
    await expect(channel.send({ flags: MessageFlags.IsComponentsV2, components: [missing] })).rejects.toMatchObject({ code: 50035 })
  })

  test('are gone from their address once 64 MiB of newer ones came', async () => {
    const { sandbox, channel } = await begin()
    const { attachments } = await channel.send({ files: [notes()] })
    const heavy = Array.from({ length: 7 }, () => ({ name: 'heavy.bin', bytes: new Uint8Array(10_000_000) }))

    sandbox.discord.attachments.keep(channelId, heavy, false)
    const { status } = await fetch(attachments.first()?.url ?? '')

    expect(status).toBe(404)
  })
})

describe('a file of a person', () => {
  test('comes with their command, resolved', async () => {
    const { sandbox, client } = await begin()
    await client.application.commands.create({
      name: 'caption',
      description: 'Add captions',
      options: [{ type: 11, name: 'file', description: 'A caption file', required: true }],
    })
    client.on('interactionCreate', async (interaction) => {
      if (!interaction.isChatInputCommand()) return
      const { name, url, size } = interaction.options.getAttachment('file', true)
      await interaction.reply(`${name} ${size} ${await fetch(url).then((response) => response.text())}`)
    })

    const { message } = await sandbox.as('member').use('/caption', { file: { file: { name: 'en.vtt', bytes: Buffer.from('WEBVTT') } } })

    expect(message?.content).toBe('en.vtt 6 WEBVTT')
  })
})
