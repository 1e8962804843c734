import type { FastifyRequest } from 'fastify';
import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { writePdf } from '../../base/documents/index.js';
import { notFound } from '../../base/errors.js';
import type { Route } from '../../base/http/route.js';
import { uuidOf } from '../../base/ids.js';
import {
  embeddedKey,
  payloadDigest,
  publicKeySet,
  type SignedDocument,
  type SigningKey,
} from '../../base/signing/index.js';
import type { Catalogue } from '../../catalogue/index.js';
import { erasureCertificateSchema, renderErasureCertificate } from '../certificates/index.js';
import { namer } from '../names.js';
import { certificateText } from './erasure.objects.js';
import { BLOB_PLACE } from './verifier.js';

async function certificateOf(context: Context, request: FastifyRequest): Promise<SignedDocument> {
  const { id } = request.params as { readonly id: string };
  const erasureId = uuidOf('Erasure', id);
  if (!erasureId || context.access.units('erasure.run') !== 'all') throw notFound('id');
  const row = await context.db.first<{ certificate: SignedDocument | null }>(sql`select certificate from erasure
    where tenant_id = ${context.viewer.tenantId}::uuid and id = ${erasureId}::uuid`);
  if (!row?.certificate) throw notFound('id');
  return row.certificate;
}

const asFile = (document: SignedDocument, extension: string): Readonly<Record<string, string>> => {
  const { certificateId } = erasureCertificateSchema.parse(document.payload);
  return { 'content-disposition': `attachment; filename="erasure-${certificateId}.${extension}"` };
};

/** Certificates as files, for the controller, and the key to check them with, for everybody. */
export const erasureRoutes = (catalogue: Catalogue, signingKey: SigningKey): readonly Route[] => [
  {
    url: '/erasures/:id/certificate.json',
    action: 'erasure.run',
    answer: async (context, request) => {
      const document = await certificateOf(context, request);
      return {
        type: 'application/json; charset=utf-8',
        body: certificateText(document),
        headers: asFile(document, 'json'),
      };
    },
  },
  {
    url: '/erasures/:id/certificate.pdf',
    action: 'erasure.run',
    answer: async (context, request) => {
      const document = await certificateOf(context, request);
      const certificate = erasureCertificateSchema.parse(document.payload);
      const name = await namer(context.db, catalogue, { locale: context.locale, text: context.text.bind(context) });
      const keyId = (await embeddedKey(document))?.keyId ?? '';
      const rendered = renderErasureCertificate(certificate, context.locale, {
        seal: { keyId, digest: payloadDigest(document.payload) },
        nameOf: (identifier) => (identifier === BLOB_PLACE ? context.text('erasure.blobs') : name(identifier)),
      });
      return { type: 'application/pdf', body: await writePdf(rendered), headers: asFile(document, 'pdf') };
    },
  },
  {
    url: '/.well-known/varde-signing-keys.json',
    action: 'public',
    answer: async () => ({
      type: 'application/jwk-set+json',
      body: `${JSON.stringify(publicKeySet([signingKey]))}\n`,
      headers: { 'cache-control': 'public, max-age=3600', 'access-control-allow-origin': '*' },
    }),
  },
];
