export { KalturaCommand } from './kaltura-command.ts'
export { KalturaPlugin, type KalturaPluginOptions } from './kaltura-plugin.ts'
export { WatchButton } from './watch-button.ts'
