import { ComponentType, InteractionType } from 'discord-api-types/v10'
import { type Context, Hono } from 'hono'
import { commandData, fullName, type GivenOption, wrongOption } from '../discord/command-use.ts'
import type { StoredCommand } from '../discord/commands.ts'
import { flatComponents } from '../discord/components.ts'
import type { Discord } from '../discord/discord.ts'
import { readFormAnswer } from '../discord/form-answer.ts'
import { isOffered } from '../discord/offered.ts'
import { mayUseCommand, permissionsIn } from '../discord/permissions.ts'
import { mayEnter, personOf } from '../discord/places.ts'
import { resolvedPart } from '../discord/resolved.ts'
import { namedBy, wrongChoice } from '../discord/select-answer.ts'
import { isSelect } from '../discord/select-menu.ts'
import type { WorldUser } from '../discord/world.ts'
import { autocompleteUse, commandUse, componentUse, modalUse } from './contract.ts'
import { read } from './read.ts'
import { refuse } from './refusal.ts'

/** What a person does in the client: use a command, type in one, click a button, choose in a menu, fill in a form, join and leave an activity. */
export function memberRoutes(discord: Discord): Hono {
  const { store, interactions, instances, modals } = discord
  const { world } = store

  const memberOf = (c: Context): WorldUser | undefined => personOf(world, c.req.param('userId') ?? '')

  /** A command that this person sees in this channel, used as their client would let them. */
  const useOf = async (c: Context, doing: 'typing' | 'sending') => {
    const member = memberOf(c)
    if (!member) return refuse(c, 404, 'member.unknown', 'There is no such member.')
    const body = await read(c, doing === 'typing' ? autocompleteUse : commandUse)
    if (body.kind === 'wrong') return refuse(c, 400, 'body.malformed', body.why)
    const { channelId, commandId, options } = body.value
    const command = world.commands.get(commandId)
    if (!mayEnter(world, channelId, member.id)) return refuse(c, 404, 'channel.unknown', 'There is no such channel.')
    if (!command || !isOffered(command)) return refuse(c, 404, 'command.unknown', 'The bot has no such command here.')
    if (!mayUseCommand(permissionsIn(world, channelId, member.id), command.default_member_permissions))
      return refuse(c, 403, 'command.forbidden', 'This member may not use the command.')
    const wrong = wrongOption(command.options ?? [], options, doing)
    return wrong ? refuse(c, 400, 'options.wrong', wrong) : { member, channelId, command, options }
  }

  const start = (type: 2 | 4, use: { member: WorldUser; channelId: string; command: StoredCommand; options: GivenOption[] }) => {
    const name = fullName(use.command, use.options)
    const data = commandData(world, use.channelId, use.command, use.options)
    const interactionType = type === 2 ? InteractionType.ApplicationCommand : InteractionType.ApplicationCommandAutocomplete
    return interactions.start({ type: interactionType, channelId: use.channelId, name, label: `/${name}`, userId: use.member.id, data })
  }

  return new Hono()
    .post('/members/:userId/commands', async (c) => {
      const use = await useOf(c, 'sending')
      if (use instanceof Response) return use
      if (use.command.handler === 2) {
        instances.launch(use.member.id, use.channelId)
        return c.json({ interactionId: discord.snowflake() }, 202)
      }
      return c.json({ interactionId: start(2, use).interaction.id }, 202)
    })
    .post('/members/:userId/autocomplete', async (c) => {
      const use = await useOf(c, 'typing')
      if (use instanceof Response) return use
      const callback = await start(4, use).answered
      return callback?.type === 8
        ? c.json({ choices: callback.choices })
        : refuse(c, 504, 'autocomplete.silent', 'Loading options failed: the application did not respond.')
    })
    .post('/members/:userId/components', async (c) => {
      const member = memberOf(c)
      if (!member) return refuse(c, 404, 'member.unknown', 'There is no such member.')
      const body = await read(c, componentUse)
      if (body.kind === 'wrong') return refuse(c, 400, 'body.malformed', body.why)
      const message = world.messages.get(body.value.messageId)
      if (!message || (message.onlyFor !== null && message.onlyFor !== member.id))
        return refuse(c, 404, 'message.unknown', 'This member sees no such message.')
      const component = flatComponents(message.components).find((one) => one.custom_id === body.value.customId)
      if (!component || component.disabled || (component.type !== ComponentType.Button && !isSelect(component.type)))
        return refuse(c, 404, 'component.unknown', 'The message has no such button or menu that works.')
      const values = body.value.values ?? []
      const wrong = isSelect(component.type) ? wrongChoice(world, message.channelId, component, values) : undefined
      if (wrong) return refuse(c, 400, 'values.wrong', wrong)
      const { interaction } = interactions.start({
        type: InteractionType.MessageComponent,
        channelId: message.channelId,
        name: body.value.customId,
        label: component.label ?? '',
        userId: member.id,
        data: {
          custom_id: body.value.customId,
          component_type: component.type,
          id: component.id,
          ...(isSelect(component.type) ? { values, ...resolvedPart(world, message.channelId, namedBy(component.type, values)) } : {}),
        },
        message,
      })
      return c.json({ interactionId: interaction.id }, 202)
    })
    .post('/members/:userId/modals', async (c) => {
      const member = memberOf(c)
      if (!member) return refuse(c, 404, 'member.unknown', 'There is no such member.')
      const body = await read(c, modalUse)
      if (body.kind === 'wrong') return refuse(c, 400, 'body.malformed', body.why)
      const modal = modals.find(member.id, body.value.interactionId)
      if (!modal) return refuse(c, 404, 'modal.unknown', 'This member has no such form open.')
      const answer = readFormAnswer(world, modal.openedBy.channelId, modal, body.value.components)
      if (answer.kind === 'wrong') return refuse(c, 400, 'form.wrong', answer.why)
      modals.close(modal)
      const { channelId, name, label, componentMessageId } = modal.openedBy
      const { interaction } = interactions.start({
        type: InteractionType.ModalSubmit,
        channelId,
        name,
        label,
        userId: member.id,
        data: answer.data,
        message: world.messages.get(componentMessageId ?? ''),
        trigger: modal.openedBy,
      })
      return c.json({ interactionId: interaction.id }, 202)
    })
    .delete('/members/:userId/modals/:interactionId', (c) => {
      const member = memberOf(c)
      const modal = member && modals.find(member.id, c.req.param('interactionId'))
      // Closing twice is no mistake, as with an activity that is left.
      if (modal) modals.close(modal)
      return member ? c.body(null, 204) : refuse(c, 404, 'member.unknown', 'There is no such member.')
    })
    .post('/members/:userId/instances/:instanceId/join', (c) => {
      const member = memberOf(c)
      const joined = member && instances.join(member.id, c.req.param('instanceId'))
      return joined ? c.body(null, 204) : refuse(c, 404, 'instance.unknown', 'The activity is over, or there is no such member.')
    })
    .post('/members/:userId/instances/:instanceId/leave', (c) => {
      const member = memberOf(c)
      // Leaving twice, or after the end, is no mistake: a closing page may ask again.
      if (member) instances.leave(member.id, c.req.param('instanceId'))
      return member ? c.body(null, 204) : refuse(c, 404, 'member.unknown', 'There is no such member.')
    })
}
