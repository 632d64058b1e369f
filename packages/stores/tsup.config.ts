import { library } from '../../tsup.base.ts'

export default library([
  'src/memory/index.ts',
  'src/sqlite/index.ts',
  'src/postgres/index.ts',
  'src/d1/index.ts',
  'src/redis/index.ts',
  'src/config-file/index.ts',
])
