import type { CatalogueEntry } from '../entry.ts'
import type { Bearer } from '../ks-gate.ts'
import { type Category, fullName, privacy, privacyContexts } from './category.ts'
import { activeMember, type CategoryUser } from './category-user.ts'
import type { Collection } from './collection.ts'

/** What entitlement is judged by. */
export interface Holdings {
  categories: Collection<Category>
  categoryUsers: Collection<CategoryUser>
}

/**
 * Whether entitlement is enforced for a KS. It is on in the sandbox's account, for an ADMIN KS too, and a KS may say otherwise.
 *
 * kaltura/server kEntitlementUtils::initEntitlementEnforcement, for a partner with FEATURE_ENTITLEMENT and nothing set: of two privileges that disagree,
 * `enableentitlement` wins.
 */
export function isEnforced({ content }: Bearer): boolean {
  return content.privilegeValues.has('enableentitlement') || !content.privilegeValues.has('disableentitlement')
}

/** Whether an entry may be read and played by who knows its id (kaltura/server kEntitlementUtils::isEntryEntitled). Without a KS there is nobody to be entitled. */
export function isEntitled(entry: CatalogueEntry, bearer: Bearer | undefined, holdings: Holdings): boolean {
  if (bearer && (!isEnforced(bearer) || isExempt(entry, bearer) || isOwn(entry, bearer))) return true
  const held = categoriesOf(entry, holdings)
  return held.length === 0 || held.some((category) => opens(category, bearer, holdings))
}

/** Whether an entry is found by who looks for any (entryPeer::setDefaultCriteriaFilter): one in no category belongs to no context but the one that has no name. */
export function isListed(entry: CatalogueEntry, bearer: Bearer, holdings: Holdings): boolean {
  if (!isEnforced(bearer) || isExempt(entry, bearer) || isOwn(entry, bearer)) return true
  const held = categoriesOf(entry, holdings)
  if (held.length === 0) return contextsOf(bearer).length === 0
  return held.some((category) => opens(category, bearer, holdings))
}

/** Whether a category itself is shown (categoryPeer::setDefaultCriteriaFilter). */
export function isCategoryShown(category: Category, bearer: Bearer, holdings: Holdings): boolean {
  if (!isEnforced(bearer)) return true
  if (!sharesContext(category, bearer, holdings)) return false
  return category.appearInList === 1 || isMember(category, bearer, holdings)
}

/** The categories that an entry is in, as far as they are known. */
export function categoriesOf(entry: CatalogueEntry, { categories }: Pick<Holdings, 'categories'>): readonly Category[] {
  return categories.all().filter((category) => entry.categories.includes(fullName(category, categories)))
}

/** Who edits, publishes or sees the entry by name counts as its owner does. */
function isOwn(entry: CatalogueEntry, { userId }: Bearer): boolean {
  if (userId === '') return false
  const { edit = [], publish = [], view = [] } = entry.entitledUsers ?? {}
  return [entry.userId, ...edit, ...publish, ...view].includes(userId)
}

function isExempt(entry: CatalogueEntry, { content }: Bearer): boolean {
  return (content.privilegeValues.get('disableentitlementforentry') ?? []).includes(entry.id)
}

function opens(category: Category, bearer: Bearer | undefined, holdings: Holdings): boolean {
  if (!sharesContext(category, bearer, holdings)) return false
  if (category.privacy === privacy.all) return true
  if (bearer === undefined) return false
  return (category.privacy === privacy.authenticated && !isAnonymous(bearer)) || isMember(category, bearer, holdings)
}

function sharesContext(category: Category, bearer: Bearer | undefined, { categories }: Holdings): boolean {
  const wanted = contextsOf(bearer)
  const own = privacyContexts(category, categories)
  return wanted.length === 0 ? own.length === 0 : own.some((context) => wanted.includes(context))
}

function contextsOf(bearer: Bearer | undefined): readonly string[] {
  return bearer?.content.privilegeValues.get('privacycontext') ?? []
}

function isMember(category: Category, { userId }: Bearer, holdings: Holdings): boolean {
  return userId !== '' && activeMember(category, userId, holdings) !== undefined
}

function isAnonymous({ userId }: Bearer): boolean {
  return userId === '' || userId === '0'
}
