import type { Document } from '../../base/documents/index.js';
import { formatCount, formatDate, type Locale } from '../../base/locale.js';
import type { MessageParameters } from '../../base/messages.js';
import { reviewOutcomes } from './review.model.js';
import type { ReportItem, ReviewReport } from './review-report.js';
import { stateOf } from './review-states.js';

/** The words of the document's language. */
export interface ReportWords {
  readonly locale: Locale;
  readonly text: (key: string, parameters?: MessageParameters) => string;
  readonly roleName: (role: string) => string;
  readonly functionName: (key: string) => string;
}

const NOTHING = '–';

/** The report of a campaign for the file: its numbers, who decided what on whom when, and what was known. */
export function renderReport(report: ReviewReport, now: Date, words: ReportWords): Document {
  const { locale, text, roleName, functionName } = words;
  const day = (date: Date | null): string => (date ? formatDate(date, locale) : NOTHING);
  const since = (time: string | null): string => day(time === null ? null : new Date(time));
  const outcome = (name: string): string => text(`review.outcome.${name}`);
  const name = ({ name: shown, personId }: ReportItem): string =>
    shown ?? text(personId === null ? 'review.report.nobody' : 'review.report.withheld');
  const counted = reviewOutcomes.map((each) => [
    outcome(each),
    formatCount(report.items.filter((item) => item.outcome === each).length, locale),
  ]);
  const used = ({ evidence }: ReportItem): string => {
    const last = (evidence?.rights ?? []).flatMap(({ lastUsedAt }) => lastUsedAt ?? []).sort();
    return since(last.at(-1) ?? null);
  };
  const { number, startedAt, dueAt, closedAt } = report;
  return {
    title: report.name,
    subtitle: report.controller,
    language: locale,
    date: now,
    author: report.controller,
    reference: text('review.report.reference', { number, date: day(now) }),
    blocks: [
      {
        kind: 'definitions',
        items: [
          { term: text('review.report.state'), details: [text(`review.state.${stateOf(report, now)}`)] },
          { term: text('review.report.unit'), details: [report.unit ?? text('review.report.everywhere')] },
          { term: text('review.report.started'), details: [day(startedAt)] },
          { term: text('review.report.due'), details: [day(dueAt)] },
          ...(closedAt ? [{ term: text('review.report.closed'), details: [day(closedAt)] }] : []),
        ],
      },
      { kind: 'heading', level: 1, text: text('review.report.numbers') },
      {
        kind: 'table',
        columns: [
          { label: text('review.report.outcome'), weight: 3 },
          { label: text('review.report.count'), align: 'end' },
        ],
        rows: [...counted, [text('review.report.all'), formatCount(report.items.length, locale)]],
      },
      { kind: 'heading', level: 1, text: text('review.report.decisions') },
      {
        kind: 'table',
        columns: ['holder', 'role', 'outcome', 'decidedBy', 'decidedAt', 'reason'].map((key) => ({
          label: text(`review.report.${key}`),
          weight: key === 'reason' || key === 'role' ? 1.8 : 1.2,
        })),
        rows: report.items.map((item) => [
          name(item),
          item.unit ? `${roleName(item.role)}, ${item.unit}` : roleName(item.role),
          outcome(item.outcome),
          item.decidedBy ?? NOTHING,
          day(item.decidedAt),
          item.reason ?? NOTHING,
        ]),
      },
      { kind: 'heading', level: 1, text: text('review.report.evidence') },
      {
        kind: 'table',
        columns: ['holder', 'role', 'since', 'function', 'lastVisit', 'lastSecondFactor', 'lastUse'].map((key) => ({
          label: text(`review.report.${key}`),
          weight: key === 'role' ? 1.35 : 1,
        })),
        rows: report.items.map((item) => [
          name(item),
          roleName(item.role),
          day(item.grantedAt),
          (item.evidence?.functions ?? []).map((job) => functionName(job.function)).join(', ') || NOTHING,
          since(item.evidence?.lastVisitAt ?? null),
          since(item.evidence?.lastSecondFactorAt ?? null),
          used(item),
        ]),
      },
    ],
  };
}
