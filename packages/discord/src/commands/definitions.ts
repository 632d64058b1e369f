import { grantableActions } from '@kaltura-discord/core'
import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10'
import { grantMinutes } from '../words/bot-words.ts'
import { choice, described } from './in-all-languages.ts'

const member = {
  type: ApplicationCommandOptionType.User,
  name: 'member',
  ...described('member'),
  required: true,
} as const satisfies APIApplicationCommandBasicOption

const action = {
  type: ApplicationCommandOptionType.String,
  name: 'action',
  ...described('action'),
  required: true,
  choices: grantableActions.map((action) => choice(action, ({ grant }) => grant.actions[action])),
} satisfies APIApplicationCommandBasicOption

/** `/kaltura` as Discord stores it. Who may use what is asked again when it is used: Discord's own restriction is only what people see. */
export const kalturaCommand = {
  name: 'kaltura',
  ...described('kaltura'),
  type: ApplicationCommandType.ChatInput,
  contexts: [InteractionContextType.Guild],
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'watch',
      ...described('watch'),
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: 'video',
          ...described('video'),
          required: true,
          autocomplete: true,
          max_length: 100,
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'link',
      ...described('link'),
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'unlink',
      ...described('unlink'),
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'grant',
      ...described('grant'),
      options: [
        member,
        action,
        {
          type: ApplicationCommandOptionType.Integer,
          name: 'time',
          ...described('time'),
          required: true,
          choices: grantMinutes.map((minutes) => choice(minutes, ({ grant }) => grant.times[minutes])),
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'revoke',
      ...described('revoke'),
      options: [member, action],
    },
  ],
} satisfies RESTPostAPIChatInputApplicationCommandsJSONBody
