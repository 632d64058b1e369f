import { z } from 'zod'
import type { ActivityHostOptions } from './activity-host.ts'
import { type Command, parsed } from './command.ts'
import { done, type RpcOutcome, refused } from './rpc-outcome.ts'
import { rpcErrorCode } from './wire.ts'

const link = z.object({ message: z.string().max(1000), custom_id: z.string().max(64).nullish(), link_id: z.string().max(64).nullish() })
const button = z.object({
  type: z.literal(2),
  style: z.number().int().min(1).max(5),
  label: z.string().max(80).optional(),
  custom_id: z.string().max(100).optional(),
})
const interaction = z.object({
  command: z.string().min(1).max(200),
  options: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  content: z.string().max(2000).nullish(),
  require_launch_channel: z.boolean().optional(),
  preview_image: z.object({ height: z.number(), url: z.string(), width: z.number() }).optional(),
  components: z.array(z.object({ type: z.literal(1), components: z.array(button).max(5).optional() })).optional(),
  pid: z.number().optional(),
})
const moment = z.object({ mediaUrl: z.url({ protocol: /^https?$/ }).max(1024) })
const invitation = z.object({ user_id: z.string().max(20), content: z.string().max(1024).nullish() })

/** A transparent pixel: the sandbox has no pictures of its own to choose from. */
const chosenPicture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

/** The commands with which an Activity asks Discord to tell other people something. The page says what would be told; nobody is told. */
export const sharingCommands: readonly (readonly [string, Command])[] = [
  ['SHARE_LINK', parsed('SHARE_LINK', link, shareLink)],
  ['SHARE_INTERACTION', parsed('SHARE_INTERACTION', interaction, shareInteraction)],
  ['OPEN_SHARE_MOMENT_DIALOG', parsed('OPEN_SHARE_MOMENT_DIALOG', moment, shareMoment)],
  ['INVITE_USER_EMBEDDED', parsed('INVITE_USER_EMBEDDED', invitation, invite)],
  ['INITIATE_IMAGE_UPLOAD', () => done({ image_url: chosenPicture })],
]

function shareLink({ message }: { message: string }, { client }: ActivityHostOptions): RpcOutcome {
  client.share(message)
  return done({ success: true, didCopyLink: false, didSendMessage: true })
}

function shareInteraction({ command, content }: z.infer<typeof interaction>, { client }: ActivityHostOptions): RpcOutcome {
  client.share(content ? `/${command}: ${content}` : `/${command}`)
  return done({ success: true })
}

function shareMoment({ mediaUrl }: { mediaUrl: string }, { client }: ActivityHostOptions): RpcOutcome {
  client.share(mediaUrl)
  return done(null)
}

function invite({ user_id: id }: { user_id: string }, { people, client }: ActivityHostOptions): RpcOutcome {
  const person = people().find((each) => each.id === id)
  if (!person) return refused(rpcErrorCode.invalidUser, 'Invalid user')
  client.share(`an invitation for ${person.global_name}`)
  return done(null)
}
