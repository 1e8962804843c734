/** Changes with whatever changes what is found, so that what was screened before is screened again. */
export const RULES_VERSION = '3';
