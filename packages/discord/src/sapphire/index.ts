export { KalturaCommand } from './kaltura-command.ts'
export { type KalturaPluginOptions, KalturaPlugin } from './kaltura-plugin.ts'
export { WatchButton } from './watch-button.ts'
