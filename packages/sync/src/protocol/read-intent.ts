import { type Intent, policyChoices, type RoomPolicies } from './intents.ts'
import { type Fields, isCount, isFields, isId, isInstant, isPosition, isRate, oneOf } from './shape.ts'

/** One intent of PROTOCOL.md §4, or `undefined` when it is none. */
export function readIntent(fields: Fields): Intent | undefined {
  const { kind, positionS, rate, startAtMs, memberId, locked, mediaId, itemId, up, index } = fields
  switch (kind) {
    case 'play':
    case 'pause':
    case 'seek':
      return isPosition(positionS) ? { kind, positionS } : undefined
    case 'rate':
      return isPosition(positionS) && isRate(rate) ? { kind, positionS, rate } : undefined
    case 'start-at':
      return isPosition(positionS) && isInstant(startAtMs) ? { kind, positionS, startAtMs } : undefined
    case 'ask':
    case 'withdraw':
      return { kind }
    case 'grant':
    case 'decline':
    case 'revoke':
    case 'transfer':
      return isId(memberId) ? { kind, memberId } : undefined
    case 'lock':
      return typeof locked === 'boolean' ? { kind, locked } : undefined
    case 'policy': {
      const policies = readPolicies(fields.policies)
      return policies && { kind, policies }
    }
    case 'suggest':
      return isId(mediaId) ? { kind, mediaId } : undefined
    case 'vote':
      return isId(itemId) && typeof up === 'boolean' ? { kind, itemId, up } : undefined
    case 'accept':
    case 'remove':
    case 'play-item':
      return isId(itemId) ? { kind, itemId } : undefined
    case 'move':
      return isId(itemId) && isCount(index) ? { kind, itemId, index } : undefined
    case 'next':
      return { kind }
    default:
      return undefined
  }
}

/** Any of the policies; `undefined` when one of them has a value that it cannot have. */
export function readPolicies(value: unknown): Partial<RoomPolicies> | undefined {
  if (!isFields(value)) return undefined
  const given = Object.entries(policyChoices).filter(([name]) => value[name] !== undefined)
  const read = given.map(([name, choices]): [string, string | undefined] => [name, oneOf<string>(value[name], choices)])
  return read.some(([, choice]) => choice === undefined) ? undefined : (Object.fromEntries(read) as Partial<RoomPolicies>)
}
