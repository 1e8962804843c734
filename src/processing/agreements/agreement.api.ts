import { toGlobalId } from '../../base/ids.js';
import type { Locale } from '../../base/locale.js';
import { type SignatureRow, withSignatures } from './agreement.document.js';
import type { AgreementView } from './agreement.service.js';
import type { AgreementSignatureType, AgreementType, SignedAgreementType } from './agreement.types.js';
import type { SignedAgreement } from './agreement-signing.service.js';
import { annexesForApi } from './annexes.api.js';
import { filledForApi, type Text, templateForApi } from './templates/own-template.api.js';

const signatureForApi = (row: SignatureRow, currentHash: string | null): AgreementSignatureType => ({
  side: row.side,
  name: row.name,
  position: row.position,
  signedAt: row.signedAt,
  documentHash: row.documentHash,
  isCurrent: row.documentHash === currentHash,
});

/** An agreement as the API answers it, its annexes in the language of the request. */
export function agreementForApi(view: AgreementView, locale: Locale, text: Text): AgreementType {
  const { row, status, document, signatures } = view;
  const hash = document?.hash ?? null;
  const current = signatures.filter(({ documentHash }) => documentHash === hash);
  const annexes = view.annexesIn(locale);
  const { number, language, template, templateVersion, mainContractName, mainContractNumber, mainContractDate } = row;
  const { annexNumber, startsOn, endsOn, authorisation, version, updatedAt } = row;
  const query = `?number=${number}`;
  return {
    id: toGlobalId('Agreement', row.id),
    number,
    status,
    template,
    templateVersion,
    ownTemplate: view.template && templateForApi(view.template, locale, text),
    text: document?.template ? filledForApi(document.template, locale, text) : null,
    mainContractName,
    mainContractNumber,
    mainContractDate,
    annexNumber,
    language,
    startsOn,
    endsOn,
    authorisation,
    contact: {
      personId: row.contactPersonId && toGlobalId('Person', row.contactPersonId),
      name: row.contactName,
      position: row.contactPosition,
      email: row.contactEmail,
      telephone: row.contactTelephone,
    },
    annexes: annexes && annexesForApi(withSignatures(annexes, current), locale),
    documentHash: hash,
    signatures: signatures.map((signature) => signatureForApi(signature, hash)),
    isSignedByController: current.some(({ side }) => side === 'CONTROLLER'),
    isSignedByProcessor: current.some(({ side }) => side === 'PROCESSOR'),
    jsonPath: `/agreement.json${query}`,
    pdfPath: `/agreement.pdf${query}`,
    htmlPath: `/agreement.html${query}`,
    version,
    updatedAt,
  };
}

/** A signed agreement as the operator reads it, in the language in which it was signed. */
export function signedForApi(signed: SignedAgreement, text: Text): SignedAgreementType {
  const { tenantId, tenantName, mainContractName, startsOn, endsOn, document, signatures } = signed;
  const { language, hash } = document;
  return {
    tenantId: toGlobalId('Tenant', tenantId),
    tenantName,
    mainContractName,
    startsOn,
    endsOn,
    language,
    documentHash: hash,
    annexes: annexesForApi(withSignatures(document.annexes, signatures), language),
    text: document.template && filledForApi(document.template, language, text),
    signatures: signatures.map((signature) => signatureForApi(signature, hash)),
  };
}
