import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { toGlobalId } from '../../base/ids.js';
import { holdingsOf, pathOf, withoutAccess } from './answer.js';
import type { AccessExplanation, ExplainAccessInput } from './explain.types.js';
import { grantsOf } from './grants.js';
import type { Question, Questions } from './question.js';
import type { SmallestChange } from './smallest-change.js';
import { judged, type Way, waysOf } from './ways.js';

const MOST_PATHS = 50;

/** Says why an account may do something with a person’s data, or why not: by the account’s own wall, and nothing else. */
export class ExplainService {
  constructor(
    private readonly questions: Questions,
    private readonly changes: SmallestChange,
  ) {}

  async explain(context: Context, input: ExplainAccessInput): Promise<AccessExplanation> {
    const question = await this.questions.read(context, input);
    const { accountId, personId, action, category } = question;
    const grants = await grantsOf(context.db, accountId);
    const open = waysOf(question, grants);
    const holdings = holdingsOf(question, grants);
    const { isAllowed, reaching } = await judged(context, question, [...open, ...holdings.flatMap(({ ways }) => ways)]);
    const paths = distinct(open.filter((way) => reaching.has(way))).slice(0, MOST_PATHS);
    const changes = isAllowed ? [] : await this.changes.of(context, question, grants);
    const [smallestChange = null, ...alternatives] = changes;
    await this.log(context, question, isAllowed);
    return {
      accountId: toGlobalId('Account', accountId),
      personId: toGlobalId('Person', personId),
      action,
      category,
      isAllowed,
      message: context.text(
        isAllowed ? 'explain.allowed' : smallestChange ? 'explain.denied' : 'explain.deniedForGood',
      ),
      paths: isAllowed ? await inTurn(paths, (way) => pathOf(context, question, way)) : [],
      rolesWithout: isAllowed ? [] : holdings.map((holding) => withoutAccess(context, question, holding, reaching)),
      smallestChange,
      alternatives,
    };
  }

  private log(
    context: Context,
    { wall, accountId, personId, action, category }: Question,
    isAllowed: boolean,
  ): Promise<void> {
    const personIds = [...new Set([personId, ...(wall.viewer.cardId ? [wall.viewer.cardId] : [])])];
    const details = { accountId, action, category, isAllowed };
    return writeLog(context, { action: 'access.explain', personIds, categories: ['SIGN_IN'], details });
  }
}

async function inTurn<One, Result>(all: readonly One[], work: (one: One) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const one of all) results.push(await work(one));
  return results;
}

/** In the whole tenant persons and guardians are reached alike. */
const distinct = (ways: readonly Way[]): Way[] =>
  ways.filter((way, index) => index === ways.findIndex((other) => isSame(way, other)));

const isSame = (one: Way, other: Way): boolean =>
  one.role.name === other.role.name && one.grant === other.grant && placeOf(one) === placeOf(other);

const placeOf = ({ role, scope }: Way): string =>
  role.within === null ? scope.reach.replace('guardians of tenant', 'tenant') : scope.reach;
