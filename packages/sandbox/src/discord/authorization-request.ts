/** Scopes that an app gets without Discord's approval, that Activities are known to get, and `relationships.read`, which needs terms to be agreed to. */
const grantable = new Set([
  'identify',
  'email',
  'guilds',
  'guilds.members.read',
  'applications.commands',
  'connections',
  'openid',
  'rpc.activities.write',
  'rpc.voice.read',
  'relationships.read',
])

/** What somebody is asked to consent to, as the SDK's command and the page for websites both get it. */
export interface AuthorizationRequest {
  scope: readonly string[]
  response_type?: string | undefined
  code_challenge?: string | undefined
  code_challenge_method?: string | undefined
}

/** What is wrong with a request, in OAuth's words; `undefined` for nothing. */
export function authorizationFault(request: AuthorizationRequest): string | undefined {
  const { scope, response_type = 'code', code_challenge, code_challenge_method } = request
  if (response_type !== 'code') return 'unsupported_response_type: Only "code" is supported.'
  if (scope.length === 0 || scope.some((one) => !grantable.has(one)))
    return 'invalid_scope: The requested scope is invalid, unknown, or malformed.'
  if (code_challenge !== undefined && (code_challenge_method !== 'S256' || !/^[\w-]{43}$/.test(code_challenge)))
    return 'invalid_request: code_challenge must be S256.'
  return undefined
}
