import { library } from '../../tsup.base.ts'

export default library(['src/index.ts', 'src/ks/index.ts', 'src/kaltura-client/index.ts', 'src/player/index.ts', 'src/testing.ts'])
