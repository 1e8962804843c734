import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, staleVersion } from '../../base/errors.js';
import { translatedText } from '../../base/graphql/translated-text.types.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText, textOrNull } from '../../base/input-text.js';
import { Certification } from './certification.entity.js';
import type { RemoveCertificationInput, SetCertificationInput } from './certification.types.js';

/** The processor's certifications, kept by the operator. */
export class CertificationService {
  async set(context: Context, input: SetCertificationInput): Promise<string> {
    const scope = translatedText(input.scope);
    if (!scope) throw invalid('invalid.empty', ['input', 'scope', 'en']);
    if (input.validUntil < input.validFrom) throw invalid('certification.period', ['input', 'validUntil']);
    const stated = {
      standard: requiredText(input.standard, 'standard'),
      scope,
      issuer: requiredText(input.issuer, 'issuer'),
      certificateNumber: requiredText(input.certificateNumber, 'certificateNumber'),
      validFrom: input.validFrom,
      validUntil: input.validUntil,
      documentUrl: textOrNull(input.documentUrl),
      isPublic: input.isPublic,
    };
    const id = input.id ? await this.locked(context, input.id, input.expectedVersion ?? 0) : newId();
    const { manager } = context.db;
    if (input.id) {
      await manager.update(
        Certification,
        { id },
        { ...stated, version: () => 'version + 1', updatedAt: () => 'now()' },
      );
    } else await manager.insert(Certification, { id, ...stated });
    await writeLog(context, { action: 'certification.manage', details: { certificationId: id } });
    return id;
  }

  async remove(context: Context, input: RemoveCertificationInput): Promise<void> {
    const id = await this.locked(context, input.id, input.expectedVersion);
    await context.db.run(sql`delete from certification where id = ${id}::uuid`);
    await writeLog(context, { action: 'certification.manage', details: { certificationId: id, removed: true } });
  }

  private async locked(context: Context, globalId: string, expectedVersion: number): Promise<string> {
    const id = uuidOf('Certification', globalId);
    const known = await context.db.first<{ version: number }>(
      sql`select version from certification where id = ${id}::uuid for update`,
    );
    if (!id || !known) throw notFound('input', 'id');
    if (known.version !== expectedVersion) throw staleVersion(known.version);
    return id;
  }
}
