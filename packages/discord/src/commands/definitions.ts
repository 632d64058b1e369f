import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10'
import { grantTimes, grantWords } from '../grant/grant-words.ts'

const member = {
  type: ApplicationCommandOptionType.User,
  name: 'member',
  description: 'Whom',
  required: true,
} as const satisfies APIApplicationCommandBasicOption

const action = {
  type: ApplicationCommandOptionType.String,
  name: 'action',
  description: 'What they may',
  required: true,
  choices: Object.entries(grantWords).map(([value, name]) => ({ name, value })),
} satisfies APIApplicationCommandBasicOption

/** `/kaltura` as Discord stores it. Who may use what is asked again when it is used: Discord's own restriction is only what people see. */
export const kalturaCommand = {
  name: 'kaltura',
  description: 'Watch Kaltura videos together',
  type: ApplicationCommandType.ChatInput,
  contexts: [InteractionContextType.Guild],
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'watch',
      description: 'Choose a video and watch it together, in sync',
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: 'video',
          description: 'Type a few letters of its title',
          required: true,
          autocomplete: true,
          max_length: 100,
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'link',
      description: 'Link your Kaltura account: get a code for your institution’s page',
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'unlink',
      description: 'Take the link to your Kaltura account away',
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'grant',
      description: 'Let a member do one thing for a time, whatever their roles; for managers',
      options: [
        member,
        action,
        {
          type: ApplicationCommandOptionType.Integer,
          name: 'time',
          description: 'For how long',
          required: true,
          choices: Object.entries(grantTimes).map(([minutes, name]) => ({ name, value: Number(minutes) })),
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'revoke',
      description: 'Take back what a member was granted; for managers',
      options: [member, action],
    },
  ],
} satisfies RESTPostAPIChatInputApplicationCommandsJSONBody
