import { describeBotStory } from './bot-story.ts'
import { createDiscordJsBot } from './discordjs-story-bot.ts'
import { createOceanicBot } from './oceanic-story-bot.ts'

describeBotStory('discord.js', createDiscordJsBot)
describeBotStory('oceanic.js', createOceanicBot)
