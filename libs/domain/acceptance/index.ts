/** Whether a newly installed device does what it is for, decided from what was seen since the test began. */
export * from './camera-check.ts';
export * from './evaluate.ts';
export * from './facts.ts';
export * from './steps.ts';
export * from './words.ts';
export {
  certificateNumber,
  certificateSheet,
  type Certificate,
  type CertificateSheet,
  type SigningNames,
} from './certificate.ts';
