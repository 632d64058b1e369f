import { z } from 'zod'
import type { ActivityHostOptions } from './activity-host.ts'
import type { Command, RpcSession } from './command.ts'
import { done, malformed, type RpcOutcome } from './rpc-outcome.ts'

const wanted = z.object({ sku_id: z.string().max(20) })
const durable = 2
const purchase = 1

/** Discord's shop: what is for sale to this person, and what they have bought. Buying is agreed to at once and costs nothing. */
export const shopCommands: readonly (readonly [string, Command])[] = [
  ['GET_SKUS_EMBEDDED', getSkus],
  ['GET_ENTITLEMENTS_EMBEDDED', getEntitlements],
  ['START_PURCHASE', startPurchase],
]

/** One per person and SKU. */
export function entitlementJson(skuId: string, userId: string, applicationId: string): Record<string, unknown> {
  const id = (BigInt(skuId) ^ BigInt(userId)).toString()
  return {
    id,
    sku_id: skuId,
    application_id: applicationId,
    user_id: userId,
    gift_code_flags: 0,
    type: purchase,
    consumed: false,
    deleted: false,
    starts_at: null,
    ends_at: null,
  }
}

function getSkus(_args: unknown, { clientId }: RpcSession, { settings }: ActivityHostOptions): RpcOutcome {
  const skus = settings().shop.map(({ skuId, name, amount, currency }) => ({
    id: skuId,
    name,
    type: durable,
    price: { amount, currency },
    application_id: clientId,
    flags: 0,
    release_date: null,
  }))
  return done({ skus })
}

function getEntitlements(_args: unknown, { clientId }: RpcSession, { settings, userId }: ActivityHostOptions): RpcOutcome {
  return done({ entitlements: settings().purchases.map((skuId) => entitlementJson(skuId, userId, clientId)) })
}

async function startPurchase(args: unknown, { clientId }: RpcSession, options: ActivityHostOptions): Promise<RpcOutcome> {
  const { shop, purchases } = options.settings()
  const { data } = wanted.safeParse(args)
  const offer = shop.find(({ skuId }) => skuId === data?.sku_id)
  if (!offer) return malformed('START_PURCHASE')
  if (!purchases.includes(offer.skuId)) {
    const bought = await options.control.buy([...purchases, offer.skuId])
    if (bought.kind === 'refused') return bought
  }
  return done([entitlementJson(offer.skuId, options.userId, clientId)])
}
