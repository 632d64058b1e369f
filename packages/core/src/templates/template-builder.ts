import { type PlaceSoFar, placeBehindBranches, placeBehindValue, placeBehindWords } from './place.ts'
import type { TemplateProblem, Trouble } from './problem.ts'
import type { Insertion, Template, TemplateNode, Words } from './template.ts'
import type { VariableKind } from './variable.ts'

/** Puts words and tags together in their order, knowing at each moment in which branch and in which place it is. */
export interface TemplateBuilder {
  words(text: string): void
  insertion(inserted: Omit<Insertion, 'place'>): void
  /** The start of a section, whose tag stands at `at`. @returns what was wrong about it, as do the next two. */
  open(path: readonly string[], variable: VariableKind, at: number): Trouble | undefined
  otherwise(): Trouble | undefined
  close(): Trouble | undefined
  end(): { kind: 'template'; template: Template } | { kind: 'problem'; problem: TemplateProblem }
}

interface Section {
  at: number
  path: readonly string[]
  variable: VariableKind
  /** Where both branches begin. */
  place: PlaceSoFar
  there: (Words | Insertion)[]
  otherwise: (Words | Insertion)[]
  /** Where the first branch ended, once there is a second. */
  thereEndsAt: PlaceSoFar | undefined
}

export function createTemplateBuilder(): TemplateBuilder {
  const nodes: TemplateNode[] = []
  let place: PlaceSoFar = 'text'
  let section: Section | undefined
  const add = (node: Words | Insertion) => {
    if (!section) nodes.push(node)
    else if (section.thereEndsAt === undefined) section.there.push(node)
    else section.otherwise.push(node)
  }

  return {
    words(text) {
      if (text === '') return
      add({ kind: 'words', text })
      place = placeBehindWords(text, place)
    },
    insertion(inserted) {
      add({ ...inserted, place: place === 'behind-bracket' ? 'text' : place })
      place = placeBehindValue(place)
    },
    open(path, variable, at) {
      if (section) return { code: 'section-in-section' }
      section = { at, path, variable, place, there: [], otherwise: [], thereEndsAt: undefined }
      return undefined
    },
    otherwise() {
      if (!section || section.thereEndsAt !== undefined) return { code: 'section-not-open' }
      section.thereEndsAt = place
      place = section.place
      return undefined
    },
    close() {
      if (!section) return { code: 'section-not-open' }
      const { path, variable, there, otherwise, thereEndsAt = section.place } = section
      const behind = placeBehindBranches(place, thereEndsAt)
      place = behind ?? 'text'
      nodes.push({ kind: 'choice', path, variable, there, otherwise })
      section = undefined
      return behind ? undefined : { code: 'address-across-branches' }
    },
    end() {
      if (section) return { kind: 'problem', problem: { code: 'section-not-closed', at: section.at } }
      return { kind: 'template', template: nodes }
    },
  }
}
