import type { AppToken } from '../app-token.ts'
import type { CatalogueEntry } from '../entry.ts'
import type { Bearer } from '../ks-gate.ts'
import { type AccessProfile, firstProfiles } from './access-profile.ts'
import { type Category, fullName, joinPolicy, permissionLevel, privacy } from './category.ts'
import type { CategoryUser } from './category-user.ts'
import { type Collection, createCollection } from './collection.ts'
import type { Playlist } from './playlist.ts'
import { globalRoles, type Role } from './role.ts'
import { type User, unknownUser } from './user.ts'

/** What a partner account holds beside its entries. */
export interface AccountRecords {
  users: Collection<User>
  appTokens: Collection<AppToken>
  roles: Collection<Role>
  categories: Collection<Category>
  categoryUsers: Collection<CategoryUser>
  accessProfiles: Collection<AccessProfile>
  playlists: Collection<Playlist>
  /** A number that no other thing of the account has. */
  nextId(): number
  /** An id in Kaltura's form, `0_` and some letters and digits. */
  newId(): string
  /** 32 hex digits that nobody can guess. */
  newSecret(): string
  /** The user of a KS, made when it is seen for the first time; nobody for a KS of nobody in particular. */
  userOf(bearer: Bearer): User | undefined
  /** The user of that id, made if there is none. */
  userNamed(id: string): User
  /** Makes the categories that an entry names and nobody has made yet. */
  adopt(entry: CatalogueEntry): void
}

/** @param options.entries name the categories that the account starts with. */
export function createAccountRecords(options: {
  appTokens: readonly AppToken[]
  entries: readonly CatalogueEntry[]
  now: () => number
  /** Random lower-case letters and digits, so many of them. */
  word: (length: number) => string
  newSecret: () => string
}): AccountRecords {
  const { now, word, newSecret } = options
  const startedAtMs = now()
  let lastId = 100_000
  const nextId = () => ++lastId
  const users = createCollection<User>()
  const categories = createCollection<Category>()
  const userNamed = (id: string) => users.find(id) ?? users.put(unknownUser(id, now()))
  const adopt = (entry: CatalogueEntry) => {
    for (const name of entry.categories) adoptCategory(name.split('>'), categories, { nextId, nowMs: startedAtMs })
  }
  for (const entry of options.entries) {
    userNamed(entry.userId)
    adopt(entry)
  }
  return {
    users,
    appTokens: createCollection(options.appTokens),
    roles: createCollection(globalRoles(startedAtMs)),
    categories,
    categoryUsers: createCollection<CategoryUser>(),
    accessProfiles: createCollection(firstProfiles(startedAtMs)),
    playlists: createCollection<Playlist>(),
    nextId,
    newId: () => `0_${word(8)}`,
    newSecret,
    userOf: ({ userId }) => (userId === '' || userId === '0' ? undefined : userNamed(userId)),
    userNamed,
    adopt,
  }
}

/** What Kaltura makes of a category of which only the name and its place are known (category::setDefaultUnEntitlmenetCategory). */
export function plainCategory(place: Pick<Category, 'id' | 'parentId' | 'name'>, nowMs: number): Category {
  return {
    ...place,
    privacy: privacy.all,
    appearInList: 1,
    userJoinPolicy: joinPolicy.notAllowed,
    defaultPermissionLevel: permissionLevel.member,
    contributionPolicy: 1,
    inheritanceType: 2,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  }
}

function adoptCategory(
  path: readonly string[],
  categories: Collection<Category>,
  made: { nextId: () => number; nowMs: number },
): Category | undefined {
  const name = path.at(-1)
  if (name === undefined) return undefined
  const known = categories.all().find((category) => fullName(category, categories) === path.join('>'))
  if (known) return known
  const parent = adoptCategory(path.slice(0, -1), categories, made)
  return categories.put(plainCategory({ id: made.nextId(), parentId: parent?.id ?? 0, name }, made.nowMs))
}
