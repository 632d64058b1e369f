export { type CircuitReading, createResilience, type Resilience, type ResilienceOptions } from './resilience.ts'
