export { CERTIFICATE_TEXTS } from './certificate-texts.by-locale.js';
export type { CertificateTexts } from './certificate-texts.js';
export { type CertificateCheck, type CheckStep, checkErasureCertificate } from './erasure-certificate.check.js';
export { type CertificateRendering, renderErasureCertificate } from './erasure-certificate.document.js';
export {
  ERASURE_CERTIFICATE_TYPE,
  type ErasureAction,
  type ErasureCertificate,
  erasureCertificateSchema,
  type SubjectRegister,
} from './erasure-certificate.js';
