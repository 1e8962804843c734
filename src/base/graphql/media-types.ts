const RESPONSE = 'application/graphql-response+json';
const JSON_TYPE = 'application/json';

interface Range {
  readonly type: string;
  readonly quality: number;
}

function rangesOf(accept: string): Range[] {
  return accept
    .slice(0, 2_000)
    .split(',')
    .map((part) => {
      const [type = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { type: type.trim(), quality: quality === undefined ? 1 : Number(quality) };
    });
}

const wildcards = ['application/*', '*/*'];

/** How much a client wants a type (RFC 9110, 12.5.1): the most specific range that covers it counts. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  for (const candidate of [type, ...wildcards]) {
    const range = ranges.find((given) => given.type === candidate);
    if (range) return range.quality;
  }
  return 0;
}

/**
 * The media type of an answer, after GraphQL over HTTP: what the client prefers of the two, `application/json` where it
 * does not say, null where it takes neither.
 */
export function answerType(accept: string | undefined): typeof RESPONSE | typeof JSON_TYPE | null {
  if (accept === undefined || accept.trim() === '') return JSON_TYPE;
  const ranges = rangesOf(accept);
  const json = qualityOf(JSON_TYPE, ranges);
  const response = qualityOf(RESPONSE, ranges);
  if (json <= 0 && response <= 0) return null;
  if (json !== response) return response > json ? RESPONSE : JSON_TYPE;
  // Equally wanted: the one that is named first, and of wildcards the one that every client understands.
  const first = ranges.find(({ type }) => type === JSON_TYPE || type === RESPONSE);
  return first?.type === RESPONSE ? RESPONSE : JSON_TYPE;
}
