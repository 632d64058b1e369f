import { type ApiException, apiException } from './exception.ts'

/** A refusal that has nothing to add to its text. */
const plain = (code: string, message: string) => () => apiException(code, message)
/** A refusal about one thing, whose name stands in the text at `@`. */
const about = (code: string, argument: string, message: string) => (value: string | number) =>
  apiException(
    code,
    message.replace('@', () => `${value}`),
    { [argument]: `${value}` },
  )

/** How Kaltura refuses what is done to an account. Texts and argument names of kaltura/server: KalturaErrors.php, APIErrors.class.php. */
export const accountRefusals = {
  invalidObjectId: about('INVALID_OBJECT_ID', 'ID', 'Invalid object id [@]'),
  invalidActionsLimit: plain('INVALID_ACTIONS_LIMIT', 'Invalid actions limit'),
  /** Of a KS that is not the owner's (KalturaDispatcher::validateUser). */
  notTheOwner: (): ApiException =>
    apiException('INVALID_KS', 'Invalid KS "", Error "-4,INVALID_TYPE"', { KSID: '', ERR_CODE: '-4', ERR_DESC: 'INVALID_TYPE' }),

  userBlocked: plain('USER_BLOCKED', 'this user is blocked'),
  invalidUserId: plain('INVALID_USER_ID', 'Invalid user id'),
  duplicateUser: about('DUPLICATE_USER_BY_ID', 'UID', 'User with id [@] already exists in system'),
  userRoleNotFound: plain('USER_ROLE_NOT_FOUND', 'User role not found'),
  cannotChangeOwnRole: plain('CANNOT_CHANGE_OWN_ROLE', 'User cannot change his own role'),
  roleNameExists: plain('ROLE_NAME_ALREADY_EXISTS', 'A role with the same name already exists'),
  permissionNotFound: about('PERMISSION_NOT_FOUND', 'ERR_TEXT', '@'),

  categoryNotFound: about('CATEGORY_NOT_FOUND', 'ID', 'Category id "@" not found'),
  parentCategoryNotFound: about('PARENT_CATEGORY_NOT_FOUND', 'ID', 'Parent category id "@" not found'),
  duplicateCategory: about('DUPLICATE_CATEGORY', 'CATEGORY', 'The category "@" already exists'),
  invalidPrivacyContext: about('PRIVACY_CONTEXT_INVALID_STRING', 'CONTEXT', 'Privacy context is invalid "@"'),
  cannotUpdatePrivacyContext: plain('CANNOT_UPDATE_CATEGORY_PRIVACY_CONTEXT', 'Cannot update privacy context'),
  notEntitledToUpdateCategory: plain('NOT_ENTITLED_TO_UPDATE_CATEGORY', 'Current User is not entitled to update this category'),
  /** `FIELD` as Kaltura spells it in the code, and in the text. */
  fieldNeedsPrivacyContext: (code: string, field: string) =>
    apiException(
      `CANNOT_SET_${code}_FIELD_WITH_NO_PRIVACY_CONTEXT`,
      `Cannot set ${field} field when privacy context is not set on the categroy`,
    ),

  invalidEntryId: about('INVALID_ENTRY_ID', 'ID', 'Invalid entry id ["@"]'),
  cannotAssign: plain('CANNOT_ASSIGN_ENTRY_TO_CATEGORY', 'Cannot assign entry to category'),
  cannotRemove: plain('CANNOT_REMOVE_ENTRY_FROM_CATEGORY', 'Cannot remove entry from category'),
  alreadyInCategory: plain('CATEGORY_ENTRY_ALREADY_EXISTS', 'Entry already assigned to this category'),
  notInCategory: plain('ENTRY_IS_NOT_ASSIGNED_TO_CATEGORY', "Entry doesn't assigned to category"),
  tooManyCategories: about('MAX_CATEGORIES_FOR_ENTRY_REACHED', 'CATEGORIES', 'Entry can be linked with a maximum of "@" categories'),
  filterOnEntryOrCategory: plain('MUST_FILTER_ON_ENTRY_OR_CATEGORY', 'Must filter on entry id or category'),

  alreadyMember: plain('CATEGORY_USER_ALREADY_EXISTS', 'CategoryUser already exists'),
  invalidCategoryUser: (category: number, user: string) =>
    apiException('INVALID_CATEGORY_USER_ID', `Invalid CategoryUser for category ["${category}"] and for user ["${user}"]`, {
      CAT: `${category}`,
      USER: user,
    }),
  inheritsMembers: about(
    'CATEGORY_INHERIT_MEMBERS',
    'CAT',
    'Cannot add members to this category since its inherit members from parent category ["@"]',
  ),
  joinNotAllowed: about('CATEGORY_USER_JOIN_NOT_ALLOWED', 'CAT', 'cannot register to this category ["@"]'),
  cannotUpdateMember: plain('CANNOT_UPDATE_CATEGORY_USER', 'cannot update category user'),
  cannotUpdateOwner: plain('CANNOT_UPDATE_CATEGORY_USER_OWNER', 'Cannot change CategoryUser object for category Owner'),
  filterOnUserOrCategory: plain('MUST_FILTER_USERS_OR_CATEGORY', 'Must filter users or categories'),

  accessControlNotFound: about('ACCESS_CONTROL_ID_NOT_FOUND', 'ID', 'Access control id "@" not found'),
  defaultAccessControl: plain('CANNOT_DELETE_DEFAULT_ACCESS_CONTROL', 'Default access control cannot be deleted'),
  systemNameExists: about('SYSTEM_NAME_ALREADY_EXISTS', 'SYS_NAME', 'System name [@] already exists'),
} as const
