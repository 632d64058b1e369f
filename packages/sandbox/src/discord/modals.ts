import { type ComponentInput, numberComponents } from './components.ts'
import type { FormDraft } from './form-components.ts'
import type { Interaction } from './interactions.ts'
import type { WorldStore } from './world.ts'

/** A form that a bot opened for one person, and that they have not sent or closed yet. */
export interface Modal {
  userId: string
  customId: string
  title: string
  components: ComponentInput[]
  /** What the person did that the bot answered with the form. */
  openedBy: Interaction
}

export interface Modals {
  /** Shows the form to whom the interaction is from. A client shows one form at a time, so it takes the place of an older one. */
  open(openedBy: Interaction, draft: FormDraft): void
  /** The form that the person has open because of that interaction. */
  find(userId: string, interactionId: string): Modal | undefined
  close(modal: Modal): void
}

export function createModals({ store, snowflake }: { store: WorldStore; snowflake: () => string }): Modals {
  const { modals } = store.world
  return {
    open(openedBy, { customId, title, components }) {
      const { userId } = openedBy
      store.change(() => modals.set(userId, { userId, customId, title, components: numberComponents(components, snowflake), openedBy }))
    },
    find(userId, interactionId) {
      const modal = modals.get(userId)
      return modal?.openedBy.id === interactionId ? modal : undefined
    },
    close(modal) {
      if (modals.get(modal.userId) === modal) store.change(() => modals.delete(modal.userId))
    },
  }
}
