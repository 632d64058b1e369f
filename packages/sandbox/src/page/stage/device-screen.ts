import type { ClientSettings } from '../../discord/client-settings.ts'

/** How one person has the Activity before them: what the window's settings choose, and what Discord tells the Activity about. */
export type WindowSettings = Pick<ClientSettings, 'device' | 'layout' | 'held' | 'thermal'>

export type Device = ClientSettings['device']
export type Layout = ClientSettings['layout']
export type Thermal = ClientSettings['thermal']

/** What the Activity asked for with SET_ORIENTATION_LOCK_STATE, by layout. Nothing asked means that the frame turns with the device. */
export type OrientationLocks = Partial<Record<Layout, 'unlocked' | 'portrait' | 'landscape'>>

export interface Size {
  width: number
  height: number
}

/** The values of Discord's events, in its own numbers. */
export interface DeviceScreen {
  landscape: boolean
  /** 0 focused, 1 picture-in-picture, 2 grid. */
  layoutMode: number
  /** 0 nominal to 3 critical. */
  thermalState: number
}

export const layouts: readonly Layout[] = ['focused', 'pip', 'grid']
export const thermals: readonly Thermal[] = ['nominal', 'fair', 'serious', 'critical']

/** What Discord would tell the Activity of these settings. */
export function deviceScreen(settings: WindowSettings, locks: OrientationLocks): DeviceScreen {
  return {
    landscape: isLandscape(settings, locks),
    layoutMode: layouts.indexOf(settings.layout),
    thermalState: thermals.indexOf(settings.thermal),
  }
}

/** The frame in CSS pixels; `undefined` when it fills whatever room there is. Sizes are usual ones of such devices, not Discord's own. */
export function frameSize(settings: WindowSettings, locks: OrientationLocks): Size | undefined {
  const wide = wideSizes[settings.device][settings.layout]
  return wide && !isLandscape(settings, locks) ? { width: wide.height, height: wide.width } : wide
}

const wideSizes: Record<Device, Record<Layout, Size | undefined>> = {
  desktop: { focused: undefined, pip: { width: 320, height: 180 }, grid: { width: 480, height: 270 } },
  tablet: { focused: { width: 1180, height: 820 }, pip: { width: 288, height: 162 }, grid: { width: 560, height: 315 } },
  phone: { focused: { width: 844, height: 390 }, pip: { width: 192, height: 108 }, grid: { width: 360, height: 203 } },
}

function isLandscape({ device, layout, held }: WindowSettings, locks: OrientationLocks): boolean {
  if (device === 'desktop') return true
  const lock = lockOf(layout, locks) ?? 'unlocked'
  return lock === 'unlocked' ? held === 'landscape' : lock === 'landscape'
}

/** A layout without a lock of its own has that of the layout before it. */
function lockOf(layout: Layout, { focused, pip, grid }: OrientationLocks): OrientationLocks[Layout] {
  if (layout === 'focused') return focused
  return layout === 'pip' ? (pip ?? focused) : (grid ?? pip ?? focused)
}
