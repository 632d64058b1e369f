export { type MountOptions, mountActivity } from './mount-activity.tsx'
