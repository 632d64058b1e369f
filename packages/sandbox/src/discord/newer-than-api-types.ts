import type {
  APIApplication,
  APIBaseInteraction,
  APIChannel,
  APIExtendedInvite,
  APIGuild,
  APIGuildScheduledEvent,
  APIInvite,
  APIInviteGuild,
  APIThreadMember,
  GatewayReadyDispatchData,
  InteractionType,
  RESTAPIInteractionCallbackObject,
  RESTPostAPIInteractionCallbackWithResponseResult,
} from 'discord-api-types/v10'
import type { InteractionData } from './interaction-data.ts'

/*
 * Where discord-api-types 0.38 is behind what Discord sends and what its OpenAPI description demands. Everything else that leaves is of its types.
 */

/** In the description's GuildResponse. */
export interface GuildJson extends APIGuild {
  home_header: null
  nsfw: boolean
  premium_progress_bar_enabled_user_updated_at: null
}

/** In the description's ApplicationResponse. */
export interface ApplicationJson extends Omit<APIApplication, 'team'> {
  type: null
  is_monetized: boolean
  is_verified: boolean
  is_discoverable: boolean
  hook: boolean
}

/** In the description's PrivateApplicationResponse. */
export interface OwnApplicationJson extends ApplicationJson {
  team: null
  explicit_content_filter: number
  eligible_oauth2_scopes: string[]
}

/** In the description's GuildInviteResponse. */
export interface InviteJson extends APIInvite {
  guild_id: string
  guild: APIInviteGuild & { nsfw: boolean }
}

/** What the description's GuildInviteResponse adds for those who may manage the channel. */
export type InviteMetadataJson = Omit<APIExtendedInvite, keyof APIInvite>

/** In the description's ScheduledEventResponse. */
export type ScheduledEventJson = APIGuildScheduledEvent & { guild_scheduled_event_exceptions: never[] }

/** docs: events/gateway-events, "Thread Members Update": a member who was added comes with a presence. */
export interface AddedThreadMemberJson extends APIThreadMember {
  presence: null
}

/** The channel of an interaction says what the person may do in it. */
export interface InteractionJson extends APIBaseInteraction<InteractionType, InteractionData> {
  channel?: APIChannel & { permissions: string }
}

/** In the description's InteractionCallbackResponse: where the interaction was. */
export interface CallbackResponseJson extends RESTPostAPIInteractionCallbackWithResponseResult {
  interaction: RESTAPIInteractionCallbackObject & { channel_id: string; guild_id?: string }
}

/** Of RESUMED, which carries something at Discord, and of an interaction, whose kind and data are joined by `act/moves.ts`. */
export interface NewerDispatchData {
  RESUMED: { _trace: never[] }
  INTERACTION_CREATE: InteractionJson
}

/** Undocumented members that clients have always seen. */
export interface ReadyJson extends GatewayReadyDispatchData {
  session_type: 'normal'
  private_channels: never[]
  presences: never[]
  relationships: never[]
  user_settings: Record<string, never>
  geo_ordered_rtc_regions: never[]
  _trace: never[]
}
