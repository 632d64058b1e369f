import { z } from 'zod'
import { locales } from './client-settings.ts'

const known = new Set<string>(locales)

/** Texts by locale; other keys than Discord's locales are refused, and each text obeys the rule of the text that it stands for. */
export function localizationsOf(text: z.ZodType<string, string>) {
  return z
    .record(z.string(), text)
    .superRefine((texts, c) => {
      for (const key of Object.keys(texts))
        if (!known.has(key))
          c.addIssue({
            code: 'custom',
            path: [key],
            message: `Locale "${key.slice(0, 20)}" is not supported.`,
            params: { code: 'LOCALIZATIONS_INVALID_LOCALE' },
          })
    })
    .nullish()
}

interface Measured {
  name: string
  description?: string | null | undefined
  name_localizations?: unknown
  description_localizations?: unknown
  choices?: readonly { name: string; value: string | number; name_localizations?: unknown }[] | null | undefined
  options?: readonly Measured[] | null | undefined
}

/** Characters of a command as Discord counts them: of each text the longest of its languages, and the values of choices. */
export function sizeOf(command: Measured): number {
  const own = longest(command.name, command.name_localizations) + longest(command.description ?? '', command.description_localizations)
  const choices = (command.choices ?? []).map((choice) => longest(choice.name, choice.name_localizations) + String(choice.value).length)
  const options = (command.options ?? []).map(sizeOf)
  return [...choices, ...options].reduce((sum, size) => sum + size, own)
}

function longest(text: string, localizations: unknown): number {
  const others = typeof localizations === 'object' && localizations !== null ? Object.values(localizations) : []
  return Math.max(text.length, ...others.map((other) => String(other).length))
}
