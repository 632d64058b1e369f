// What the engine must not see. Each line fails to compile as soon as a package or an option brings the global in unnoticed.

// @ts-expect-error
export type Timers = typeof setTimeout
// @ts-expect-error
export type Network = typeof fetch
// @ts-expect-error
export type Log = typeof console
// @ts-expect-error
export type NodeProcess = typeof process
// @ts-expect-error
export type Page = typeof document
