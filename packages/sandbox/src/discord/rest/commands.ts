import { type Context, Hono, type Next } from 'hono'
import { readBulk, readCommand, readCommandEdit } from '../command-draft.ts'
import { type CommandScope, commandJson } from '../commands.ts'
import type { Discord } from '../discord.ts'
import { guildsOfBot } from '../places.ts'
import { missingAccess, unknownApplication, unknownCommand, unknownGuild } from '../refusal.ts'
import { answer, refuse } from './answer.ts'
import { authorized } from './authorization.ts'
import { readBody } from './body.ts'

/** Application commands, global and per guild. */
export function commandRoutes(discord: Discord): Hono {
  const rest = new Hono()
  rest.use('/applications/:application/commands/*', authorized(discord, { bot: true }), ownApplication(discord))
  rest.use('/applications/:application/guilds/:guild/commands/*', authorized(discord, { bot: true }), ownApplication(discord))
  rest.route('/applications/:application/commands', scopedRoutes(discord))
  rest.route('/applications/:application/guilds/:guild/commands', scopedRoutes(discord))
  return rest
}

function scopedRoutes({ commands }: Discord): Hono {
  const scopeOf = (c: Context): CommandScope => c.req.param('guild')
  const find = (c: Context) => commands.find(scopeOf(c), c.req.param('command') ?? '')
  return new Hono()
    .get('/', (c) => c.json(commands.list(scopeOf(c)).map((command) => commandJson(command, c.req.query('with_localizations') === 'true'))))
    .post('/', async (c) => {
      const body = await readBody(c)
      const draft = body.kind === 'done' ? readCommand(body.value) : body
      const created = draft.kind === 'done' ? commands.create(scopeOf(c), draft.value) : draft
      return answer(c, created, ({ command, isNew }) => c.json(commandJson(command, true), isNew ? 201 : 200))
    })
    .put('/', async (c) => {
      const body = await readBody(c)
      const drafts = body.kind === 'done' ? readBulk(body.value) : body
      const written = drafts.kind === 'done' ? commands.overwrite(scopeOf(c), drafts.value) : drafts
      return answer(c, written, (list) => c.json(list.map((command) => commandJson(command, true))))
    })
    .get('/:command', (c) => {
      const command = find(c)
      return command ? c.json(commandJson(command, true)) : refuse(c, unknownCommand)
    })
    .patch('/:command', async (c) => {
      const command = find(c)
      if (!command) return refuse(c, unknownCommand)
      const body = await readBody(c)
      const edit = body.kind === 'done' ? readCommandEdit(body.value) : body
      const edited = edit.kind === 'done' ? commands.edit(command, edit.value) : edit
      return answer(c, edited, (next) => c.json(commandJson(next, true)))
    })
    .delete('/:command', (c) => {
      const command = find(c)
      if (!command) return refuse(c, unknownCommand)
      commands.remove(command)
      return c.body(null, 204)
    })
}

function ownApplication({ store }: Discord) {
  return async (c: Context, next: Next): Promise<Response | undefined> => {
    if (c.req.param('application') !== store.world.application.id) return refuse(c, unknownApplication)
    const guild = c.req.param('guild')
    if (guild !== undefined && !store.world.guilds.has(guild)) return refuse(c, unknownGuild)
    if (guild !== undefined && !guildsOfBot(store.world).some(({ id }) => id === guild)) return refuse(c, missingAccess)
    await next()
    return undefined
  }
}
