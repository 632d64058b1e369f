/** Where Discord's API is. Pinned here and nowhere else: no setting can send a token to another host. */
export const discordAddress = 'https://discord.com/api'
