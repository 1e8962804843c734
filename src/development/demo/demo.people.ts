import type { Register } from '../../people/index.js';
import type { DemoPerson, DemoTenant } from './demo.types.js';

/** A person of the demo with what the roster says of all its people. */
export interface DemoCard extends DemoPerson {
  readonly key: string;
  readonly register: Register;
  readonly units: readonly string[];
  readonly groups: readonly string[];
  readonly email: string | undefined;
  readonly telephone: string | undefined;
}

/** Everybody in a tenant's rosters, in their order. */
export function peopleOf(tenant: DemoTenant): DemoCard[] {
  return tenant.rosters.flatMap((roster) =>
    roster.people.map((person, index) => ({
      ...person,
      key: personKey(person.name),
      register: roster.register,
      units: [roster.unit, person.unit].filter((unit) => unit !== undefined),
      groups: [...(roster.groups ?? []), ...(person.groups ?? [])],
      email: roster.mail && `${person.name.map(plain).join('.')}@${roster.mail}`,
      telephone: roster.telephone && `+${BigInt(roster.telephone.slice(1)) + BigInt(index)}`,
    })),
  );
}

/** The key of a person within the tenant: `Ødegård, Åse` is `ase-odegard`. */
export function personKey(name: readonly [given: string, family: string]): string {
  return name.map(plain).join('-');
}

/** Lower-case letters of the English alphabet, digits and hyphens. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-');
}
