import fc from 'fast-check'

const { FUZZ_SEED, MODE } = process.env

/** Property tests throw the same dice each time, so that none fails by chance; only `npm run fuzz`, whose mode this is, throws new ones. */
if (FUZZ_SEED !== undefined || MODE !== 'fuzz') fc.configureGlobal({ seed: Number(FUZZ_SEED ?? 1) })
