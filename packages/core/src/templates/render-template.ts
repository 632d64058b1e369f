import { createPage } from './page.ts'
import type { RenderContext } from './render-context.ts'
import { showValue } from './show-value.ts'
import { isThere } from './shown.ts'
import type { Insertion, Template, Words } from './template.ts'
import { valueAt } from './value-at.ts'
import type { TemplateData } from './variable.ts'

/**
 * Fills a template: one pass over it, whose output is never read again, so that a value that looks like a tag stays the text it is.
 *
 * Never throws, whatever the data are: what is not there, or not of its variable's kind, is left out. The output is at most
 * `context.maxLength` long. Values are escaped for where they land: Markdown text, or an address; the author's own words are not.
 */
export function renderTemplate(template: Template, data: TemplateData, context: RenderContext): string {
  const page = createPage(context.maxLength)
  const add = (node: Words | Insertion) =>
    page.add(
      node.kind === 'words' ? { text: node.text, whole: false, isolated: false } : showValue(valueAt(data, node.path), node, context),
    )
  for (const node of template) {
    if (node.kind !== 'choice') add(node)
    else for (const inner of isThere(valueAt(data, node.path), node.variable, context) ? node.there : node.otherwise) add(inner)
  }
  return page.text()
}
