import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instructionLedger } from '../base/database/instructions.js';
import { platformWall, tenantWall } from '../base/database/policies.js';

/** The law of today: key, period, since when, and the basis in en, nb, sv, fi, et, nl. */
const today: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'REQUEST_ANSWER',
    'P1M',
    '2018-05-25T00:00:00Z',
    [
      'Article 12(3) GDPR, first sentence',
      'GDPR artikkel 12 nr. 3 første punktum',
      'GDPR artikel 12.3 första meningen',
      'GDPR 12 artiklan 3 kohdan ensimmäinen virke',
      'GDPR artikli 12 lõike 3 esimene lause',
      'AVG artikel 12, lid 3, eerste zin',
    ],
  ],
  [
    'REQUEST_EXTENSION',
    'P2M',
    '2018-05-25T00:00:00Z',
    [
      'Article 12(3) GDPR, second sentence',
      'GDPR artikkel 12 nr. 3 andre punktum',
      'GDPR artikel 12.3 andra meningen',
      'GDPR 12 artiklan 3 kohdan toinen virke',
      'GDPR artikli 12 lõike 3 teine lause',
      'AVG artikel 12, lid 3, tweede zin',
    ],
  ],
  [
    'BREACH_TO_CONTROLLER',
    'PT24H',
    '2018-05-25T00:00:00Z',
    [
      'Article 33(2) GDPR, without undue delay: within this period by the processor’s word',
      'GDPR artikkel 33 nr. 2, uten ugrunnet opphold: innen denne fristen etter databehandlerens ord',
      'GDPR artikel 33.2, utan onödigt dröjsmål: inom denna frist enligt biträdets ord',
      'GDPR 33 artiklan 2 kohta, ilman aiheetonta viivytystä: tässä ajassa käsittelijän sitoumuksen mukaan',
      'GDPR artikli 33 lõige 2, põhjendamatu viivituseta: selle aja jooksul volitatud töötleja lubaduse kohaselt',
      'AVG artikel 33, lid 2, zonder onredelijke vertraging: binnen deze termijn volgens de toezegging van de verwerker',
    ],
  ],
  [
    'BREACH_TO_AUTHORITY',
    'PT72H',
    '2018-05-25T00:00:00Z',
    [
      'Article 33(1) GDPR',
      'GDPR artikkel 33 nr. 1',
      'GDPR artikel 33.1',
      'GDPR 33 artiklan 1 kohta',
      'GDPR artikli 33 lõige 1',
      'AVG artikel 33, lid 1',
    ],
  ],
  [
    'SUB_PROCESSOR_OBJECTION',
    'P30D',
    '2018-05-25T00:00:00Z',
    [
      'Article 28(2) GDPR and clause 7.7(a) of Decision (EU) 2021/915',
      'GDPR artikkel 28 nr. 2 og klausul 7.7 a) i beslutning (EU) 2021/915',
      'GDPR artikel 28.2 och klausul 7.7 a i beslut (EU) 2021/915',
      'GDPR 28 artiklan 2 kohta ja päätöksen (EU) 2021/915 lausekkeen 7.7 a kohta',
      'GDPR artikli 28 lõige 2 ja otsuse (EL) 2021/915 klausli 7.7 punkt a',
      'AVG artikel 28, lid 2, en bepaling 7.7, onder a), van Besluit (EU) 2021/915',
    ],
  ],
];

const languages = ['en', 'nb', 'sv', 'fi', 'et', 'nl'];

/** Periods that the law sets, dated, and stricter ones by which tenants go. Neither is ever changed. */
export class LegalPeriods1763800000165 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table legal_period (
        id uuid primary key default uuidv7(),
        key text not null check (key ~ '^[A-Z][A-Z_]{1,62}$'),
        period text not null check (period ~ '^P[0-9TYMWDH]+$' and period::interval > interval '0'),
        valid_from timestamptz not null,
        basis jsonb not null check (basis ? 'en'),
        created_at timestamptz not null default now(),
        unique (key, valid_from)
      );
      create table agreed_period (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        key text not null,
        period text not null check (period ~ '^P[0-9TYMWDH]+$' and period::interval > interval '0'),
        valid_from timestamptz not null,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, key, valid_from)
      );`);
    for (const [key, period, validFrom, basis] of today) {
      const texts = Object.fromEntries(languages.map((language, i) => [language, basis[i]]));
      await runner.query(`insert into legal_period (key, period, valid_from, basis) values ($1, $2, $3, $4)`, [
        key,
        period,
        validFrom,
        JSON.stringify(texts),
      ]);
    }
    // What began under a period is judged by it.
    await platformWall(runner, 'legal_period', ['select', 'insert']);
    await tenantWall(runner, 'agreed_period', ['select', 'insert']);
    await instructionLedger(runner, 'agreed_period', { key: ['id'], columns: ['key', 'period', 'valid_from'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table agreed_period, legal_period');
  }
}
