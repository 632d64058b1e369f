import { library } from '../../tsup.base.ts'
import { writeScriptModule } from './scripts/script-module.ts'

export default {
  ...library([
    'src/index.ts',
    'src/client/index.ts',
    'src/browser/index.ts',
    'src/host/index.ts',
    'src/recorder/index.ts',
    'src/redis/index.ts',
    'src/durable-object/index.ts',
    'src/testing.ts',
  ]),
  onSuccess: writeScriptModule,
}
