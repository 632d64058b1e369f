/** A live stream, as it stands: on air since an instant (ms since 1970), or off. Its picture is a clip that starts over and over. */
export type Broadcast = { kind: 'on-air'; sinceMs: number } | { kind: 'off' }

/** How far back a viewer can go (the DVR window of the live entries), in seconds. */
export const dvrWindowS = 600
