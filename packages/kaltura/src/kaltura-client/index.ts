export { createKalturaClientTransport, type KalturaClientTransportOptions } from './kaltura-client-transport.ts'
export type { KalturaClientModule, NpmKalturaClient } from './npm-kaltura-client.ts'
