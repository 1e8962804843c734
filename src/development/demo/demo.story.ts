import { toGlobalId } from '../../base/ids.js';
import type { ApiClient } from '../../commands/api-client.js';
import { perform } from './demo.acts.js';
import { tellBreach } from './demo.breach.js';
import { controllerOf, DemoGoverning } from './demo.governing.js';
import { DemoIds } from './demo.ids.js';
import { tellParked } from './demo.instruction.js';
import { askToBeLetIn } from './demo.lockbox.js';
import { demoPicture } from './demo.picture.js';
import type {
  DemoActors,
  DemoAgreement,
  DemoComment,
  DemoFieldFile,
  DemoFile,
  DemoInvitation,
} from './demo.story.types.js';
import { acceptDeviations, bringTemplate } from './demo.template.js';
import type { DemoTenant } from './demo.types.js';
import { putFile } from './demo.upload.js';

/** Does through the API what a tenant's people have done. What is there already is not done again. */
export async function tellDemoStory(tenant: DemoTenant, actors: DemoActors): Promise<void> {
  await new DemoTelling(tenant, new DemoIds(tenant), actors).tell();
}

const knownUploads = 'query ($id: ID!) { person(id: $id) { uploads(first: 100) { nodes { fileName } } } }';

const agreement = {
  read: '{ viewer { tenant { id } } agreement { documentHash signatures { side } } }',
  record: 'mutation ($input: RecordAgreementInput!) { recordAgreement(input: $input) { userErrors { message } } }',
  sign: 'mutation ($input: SignAgreementInput!) { signAgreement(input: $input) { userErrors { message } } }',
  countersign:
    'mutation ($input: CountersignAgreementInput!) { countersignAgreement(input: $input) { userErrors { message } } }',
};

interface AgreementState {
  readonly viewer: { readonly tenant: { readonly id: string } };
  readonly agreement: {
    readonly documentHash: string;
    readonly signatures: readonly { readonly side: string }[];
  } | null;
}

class DemoTelling {
  constructor(
    private readonly tenant: DemoTenant,
    private readonly ids: DemoIds,
    private readonly actors: DemoActors,
  ) {}

  async tell(): Promise<void> {
    const { story } = this.tenant;
    for (const invitation of story.invitations) await this.invite(invitation);
    for (const file of story.files) await this.upload(file);
    for (const comment of story.comments) await this.comment(comment);
    for (const file of story.fieldFiles) await this.fieldFile(file);
    for (const subject of story.pictures) await this.picture(subject);
    await new DemoGoverning(this.tenant, this.ids, this.actors).govern();
    await this.agree(story.agreement);
    if (story.parked) await tellParked(this.tenant, story.parked, this.actors);
    for (const act of story.afterwards ?? []) await perform(act, this.ids, this.actors);
    for (const lockbox of story.lockboxes ?? []) await askToBeLetIn(this.tenant, lockbox, this.ids, this.actors);
    if (story.breach) await tellBreach(this.tenant, story.breach, this.ids, this.actors);
  }

  private async invite({ by, name, email, register, unit }: DemoInvitation): Promise<void> {
    const client = await this.actors.as(by);
    const { invitations } = await client.ask<{ invitations: { nodes: readonly { email: string }[] } }>(
      '{ invitations(first: 100) { nodes { email } } }',
    );
    if (invitations.nodes.some((known) => known.email === email)) return;
    const [givenName, familyName] = name;
    const unitId = toGlobalId('Unit', this.ids.of('unit', unit));
    await client.mutate(
      'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { userErrors { message } } }',
      {
        email,
        givenName,
        familyName,
        register,
        unitId,
        validDays: 60,
      },
    );
  }

  private async upload({ by, about, name, text }: DemoFile): Promise<void> {
    const client = await this.actors.as(by);
    const personId = toGlobalId('Person', this.ids.of('person', about));
    interface Known {
      readonly person: { readonly uploads: { readonly nodes: readonly { readonly fileName: string }[] } } | null;
    }
    const { person } = await client.ask<Known>(knownUploads, { id: personId });
    if (person?.uploads.nodes.some(({ fileName }) => fileName === name)) return;
    await putFile(client, { personId, purpose: 'ATTACHMENT', fileName: name, contentType: 'text/plain' }, text);
  }

  /** A file as the value of a tenant-defined field. */
  private async fieldFile({ by, about, field, name, text }: DemoFieldFile): Promise<void> {
    const client = await this.actors.as(by);
    const personId = toGlobalId('Person', this.ids.of('person', about));
    const fieldId = toGlobalId('FieldDefinition', this.ids.of('field', field));
    interface Card {
      readonly person: {
        readonly version: number;
        readonly fields: readonly { readonly fileId: string | null; readonly definition: { readonly id: string } }[];
      };
    }
    const query = 'query ($id: ID!) { person(id: $id) { version fields { fileId definition { id } } } }';
    const { person } = await client.ask<Card>(query, { id: personId });
    if (person.fields.some(({ fileId, definition }) => fileId && definition.id === fieldId)) return;
    const fileId = await putFile(
      client,
      { personId, purpose: 'FIELD', fileName: name, contentType: 'text/plain' },
      text,
    );
    await client.mutate(
      'mutation ($input: SetFieldValuesInput!) { setFieldValues(input: $input) { userErrors { message } } }',
      { personId, expectedVersion: person.version, values: [{ fieldId, fileId }] },
    );
  }

  private async comment({ by, about, text }: DemoComment): Promise<void> {
    const client = await this.actors.as(by);
    const personId = toGlobalId('Person', this.ids.of('person', about));
    interface Known {
      readonly person: { readonly comments: { readonly nodes: readonly { readonly body: string }[] } } | null;
    }
    const query = 'query ($id: ID!) { person(id: $id) { comments(first: 100) { nodes { body } } } }';
    const { person } = await client.ask<Known>(query, { id: personId });
    if (person?.comments.nodes.some(({ body }) => body === text)) return;
    await client.mutate(
      'mutation ($input: AddCommentInput!) { addComment(input: $input) { userErrors { message } } }',
      {
        personId,
        body: text,
      },
    );
  }

  /** The account's own picture: squares in a pattern that the name decides. */
  private async picture(subject: string): Promise<void> {
    const client = await this.actors.as(subject);
    interface Known {
      readonly viewer: { readonly person: { readonly version: number; readonly picture: object | null } };
    }
    const { viewer } = await client.ask<Known>('{ viewer { person { version picture { small } } } }');
    if (viewer.person.picture) return;
    const input = { purpose: 'PICTURE', fileName: 'portrait.png', contentType: 'image/png' };
    const uploadId = await putFile(client, input, await demoPicture(subject));
    await client.mutate(
      'mutation ($input: SetPictureInput!) { setPicture(input: $input) { userErrors { message } } }',
      {
        uploadId,
        expectedVersion: viewer.person.version,
      },
    );
  }

  private async agree(terms: DemoAgreement): Promise<void> {
    const { contact, position, countersigned, template, ...contract } = terms;
    const client = await this.actors.as(controllerOf(this.tenant));
    const read = (): Promise<AgreementState> => client.ask<AgreementState>(agreement.read);
    if ((await read()).agreement === null) {
      const card = await this.card(client, contact);
      await client.mutate(agreement.record, {
        ...contract,
        ...(template && { templateId: await bringTemplate(client, template) }),
        authorisation: 'GENERAL',
        contact: { ...card, position },
      });
    }
    const { viewer, agreement: recorded } = await read();
    if (!recorded) throw new Error(`Demo ${this.tenant.slug}: the agreement was not recorded.`);
    const { documentHash, signatures } = recorded;
    // What changed since the first start waits to be signed, or acknowledged, by whoever tries the portal out.
    const hasSigned = (side: string): boolean => signatures.some((signature) => signature.side === side);
    if (!hasSigned('CONTROLLER')) await client.mutate(agreement.sign, { documentHash, position });
    if (!countersigned || hasSigned('PROCESSOR')) return;
    if (template) await acceptDeviations(this.actors.operator, viewer.tenant.id, template);
    await this.actors.operator.mutate(agreement.countersign, {
      tenantId: viewer.tenant.id,
      documentHash,
      name: 'Dag Vardal',
      position: 'Daglig leder',
    });
  }

  private async card(client: ApiClient, key: string): Promise<object> {
    const id = toGlobalId('Person', this.ids.of('person', key));
    interface Card {
      readonly person: { readonly displayName: string; readonly email: string; readonly telephone: string };
    }
    const { person } = await client.ask<Card>('query ($id: ID!) { person(id: $id) { displayName email telephone } }', {
      id,
    });
    return { personId: id, name: person.displayName, email: person.email, telephone: person.telephone };
  }
}
