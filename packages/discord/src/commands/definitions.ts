import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10'

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
  ],
} satisfies RESTPostAPIChatInputApplicationCommandsJSONBody
