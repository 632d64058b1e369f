import { library } from '../../tsup.base.ts'

export default library(['src/index.ts', 'src/node/index.ts', 'src/openfeature/index.ts', 'src/rooms/index.ts'])
