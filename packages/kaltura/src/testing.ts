export { describeKsIssuer, type KsIssuerSubject } from './grants/ks-issuer.contract.ts'
export { describeMeetingProvider, type MeetingProviderSubject } from './meetings/meeting-provider.contract.ts'
