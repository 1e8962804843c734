import pg from 'pg';
import { APP_ROLE } from '../../src/base/database/policies.js';

/** The schema of the functions that PostGraphile shows as fields. */
export const PEER_SCHEMA = 'bench_peer';

const account = `a.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
  and a.issuer = current_setting('app.issuer', true) and a.subject = current_setting('app.subject', true) and a.closed_at is null`;

/** Makes what PostGraphile reads by function, bound by row-level security like the tables behind it. */
export async function makePeerFunctions(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`
      create schema ${PEER_SCHEMA};
      grant usage on schema ${PEER_SCHEMA} to ${APP_ROLE};
      create function ${PEER_SCHEMA}.current_person() returns person language sql stable as $$
        select p from account a join person p on p.tenant_id = a.tenant_id and p.id = a.person_id where ${account}
      $$;
      create function ${PEER_SCHEMA}.correct_telephone(expected_version integer, telephone text) returns person
      language plpgsql volatile as $$
      #variable_conflict use_column
      declare
        changed person;
        actor uuid;
      begin
        if correct_telephone.telephone !~ '^[+][1-9][0-9]{6,14}$' then raise exception 'no telephone number'; end if;
        update person p set telephone = correct_telephone.telephone, version = p.version + 1, updated_at = now()
          from account a where ${account} and p.tenant_id = a.tenant_id and p.id = a.person_id
            and p.version = correct_telephone.expected_version and p.erasure_id is null and not p.value_sources ? 'telephone'
          returning p.* into changed;
        if changed.id is null then raise exception 'stale version'; end if;
        select a.id into actor from account a where ${account};
        insert into log_entry (tenant_id, id, actor_account_id, actor_person_id, role, action, purpose, person_ids, categories, details, request_id)
          values (changed.tenant_id, uuidv7(), actor, changed.id, 'end_user', 'person.correct', 'COMMUNICATION', array[changed.id],
            '{CONTACT}', '{"corrected":["telephone"]}', uuidv7()::text);
        return changed;
      end $$;`);
  } finally {
    await owner.end();
  }
}
