import { library } from '../../tsup.base.ts'

export default library([
  'src/index.ts',
  'src/client/index.ts',
  'src/host/index.ts',
  'src/redis/index.ts',
  'src/durable-object/index.ts',
  'src/testing.ts',
])
