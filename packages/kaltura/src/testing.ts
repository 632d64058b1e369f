export { describeKsIssuer, type KsIssuerSubject } from './grants/ks-issuer.contract.ts'
