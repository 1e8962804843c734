import type { Actor } from '../harness/actor.js';
import { type MutationReply, mutate } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { accountGid } from './matrix.samples.js';

export interface ItemReply {
  readonly id: string;
  readonly role: string;
  readonly outcome: string;
  readonly decision: string | null;
  readonly reason: string | null;
  readonly account: { readonly id: string } | null;
  readonly reviewer: { readonly id: string } | null;
  readonly grant: { readonly id: string; readonly role: string; readonly validUntil: string | null } | null;
  readonly history: readonly { readonly kind: string; readonly before: string; readonly reason: string | null }[];
}

export interface ReviewReply {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly version: number;
  readonly totals: Readonly<Record<string, number>>;
}

export const TOTALS = 'totals { items open overdue frozen kept revoked changed restored ended }';
export const ITEM = `id role outcome decision reason account { id } reviewer { id } grant { id role validUntil }
  history { kind before reason by { id } }`;

export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/** Begins a campaign and answers it. */
export async function started(leader: Actor, input: object): Promise<ReviewReply> {
  const { accessReview, userErrors } = await mutate<{ accessReview: ReviewReply | null }>(
    leader,
    'startReview',
    { name: 'Autumn', dueAt: inDays(14), ...input },
    `accessReview { id number state version ${TOTALS} }`,
  );
  if (!accessReview) throw new Error(JSON.stringify(userErrors));
  return accessReview;
}

export async function itemsOf(
  actor: Actor,
  { id }: { id: string },
  filter: object = {},
): Promise<readonly ItemReply[]> {
  const { accessReviewItems } = await actor.ask<{ accessReviewItems: { nodes: ItemReply[] } }>(
    `query($id: ID!, $outcomes: [AccessReviewOutcome!], $role: String) {
      accessReviewItems(reviewId: $id, outcomes: $outcomes, role: $role, first: 100) { nodes { ${ITEM} } } }`,
    { id, ...filter },
  );
  return accessReviewItems.nodes;
}

/** What a campaign asks about somebody. */
export async function itemOf(actor: Actor, review: { id: string }, holder: Actor): Promise<ItemReply> {
  const found = (await itemsOf(actor, review)).find(({ account }) => account?.id === accountGid(holder));
  if (!found) throw new Error('the campaign does not ask about this account');
  return found;
}

export const decide = (
  actor: Actor,
  itemId: string,
  input: object,
): Promise<MutationReply & { item: ItemReply | null }> =>
  mutate<{ item: ItemReply | null }>(actor, 'decideReviewItem', { itemId, ...input }, `item { ${ITEM} }`);

/** Lets the day come on which a campaign is due, and nothing else: no job runs. */
export async function comesDue(tenant: TestTenant): Promise<void> {
  await tenant.rows(`update access_review set started_at = now() - interval '30 days', due_at = now() - interval '1 minute'
    where closed_at is null and withdrawn_at is null`);
  await tenant.rows(`update access_review_item i set due_at = r.due_at,
      freezes_at = case when i.freezes_at is not null then r.due_at end
    from access_review r where r.tenant_id = i.tenant_id and r.id = i.review_id`);
}

/** Whether the actor's roles open what those of the samples open. */
export async function reads(actor: Actor, personId: string): Promise<boolean> {
  const { person } = await actor.ask<{ person: object | null }>('query($id: ID!) { person(id: $id) { id } }', {
    id: personId,
  });
  return person !== null;
}
