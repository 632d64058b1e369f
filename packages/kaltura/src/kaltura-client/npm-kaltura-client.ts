/** A client of the npm package `kaltura-client`, as far as it is touched here. It has no types of its own. */
export interface NpmKalturaClient {
  readonly config: { readonly serviceUrl: string }
  /** What it adds to each request. */
  readonly requestData: Readonly<Record<string, unknown>>
  /** The axios instance that it made of its configuration: proxy and agents are in it. */
  readonly axios: (request: AxiosRequest) => Promise<unknown>
}

export interface AxiosRequest {
  [option: string]: unknown
  headers?: Record<string, string>
}

export interface NpmBuilder {
  callback: unknown
  /** Only on a multirequest. */
  add?(part: NpmBuilder): unknown
  execute(client: object, callback: (success: boolean, result: unknown) => void): unknown
}

/** The npm package `kaltura-client` itself: `import * as kaltura from 'kaltura-client'`, or what `require` gives. */
export interface KalturaClientModule {
  Configuration: new () => { serviceUrl: string; timeout: number; setLogger(logger: object): void }
  Client: new (configuration: never) => NpmKalturaClient
  RequestBuilder: new (service: string, action: string, data: Record<string, unknown>) => NpmBuilder
  MultiRequestBuilder: new () => NpmBuilder
}
