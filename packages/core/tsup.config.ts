import { library } from '../../tsup.base.ts'

export default library(['src/index.ts', 'src/messages/index.ts', 'src/resilience/index.ts', 'src/testing.ts'])
