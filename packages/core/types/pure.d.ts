/** What the domain may use beyond ES2023: the few globals that browsers, Node and workers all have. */
interface AbortSignal {
  readonly aborted: boolean
}

declare class URL {
  static canParse(url: string): boolean
  constructor(url: string)
  readonly href: string
  readonly origin: string
  readonly protocol: string
  readonly username: string
  readonly password: string
  readonly hostname: string
}
