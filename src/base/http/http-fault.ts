import { Fault, type FaultCode } from '../errors.js';

/** A fault that has a status of its own in HTTP (RFC 9110), and headers that tell what to do. */
export class HttpFault extends Fault {
  constructor(
    readonly status: number,
    code: FaultCode,
    messageKey: string,
    parameters: Record<string, string | number> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code, messageKey, parameters);
  }
}

const statuses: Partial<Record<FaultCode, number>> = {
  BAD_USER_INPUT: 400,
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  LIMIT_EXCEEDED: 413,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

/** The status of a code where the answer is no GraphQL result. */
export const statusOf = (code: unknown): number => statuses[code as FaultCode] ?? 500;
