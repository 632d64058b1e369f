import { library } from '../../tsup.base.ts'

const base = library(['src/index.ts'])

export default [
  { ...base, clean: ['!app/**', '!page/**', '!bin/**'] },
  {
    ...base,
    entry: { 'bin/main': 'src/bin/main.ts' },
    format: ['esm' as const],
    dts: false,
    clean: false, // the library beside it stays
    external: [...(base.external ?? []), '@kaltura-discord/sandbox'], // the command is a user of the package like any other
  },
]
