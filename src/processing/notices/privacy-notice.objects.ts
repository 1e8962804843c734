import sql from 'sql-template-tag';
import { describeObject, type ObjectExtension } from '../../catalogue/index.js';
import { PrivacyNotice } from './privacy-notice.entity.js';

const pathTo =
  (extension: 'html' | 'json') =>
  ([slug, language, version]: readonly unknown[]): string =>
    noticePath(String(slug), extension, { lang: String(language), version: String(version) });

/** The open address of a tenant's notice. */
export const noticePath = (slug: string, extension: 'html' | 'json', query: Readonly<Record<string, string>>): string =>
  `/tenants/${slug}/privacy-notice.${extension}?${new URLSearchParams(query).toString()}`;

export const privacyNoticeObject = describeObject<PrivacyNotice>({
  type: 'PrivacyNotice',
  entity: PrivacyNotice,
  acrossTenants: true,
  rows: ({ viewer }, notice) => (viewer.isOperator ? true : sql`${notice}.tenant_id = ${viewer.tenantId}::uuid`),
  columns: ['language', 'version', 'controller', 'title', 'text', 'contact', 'publishedAt'],
  computed: {
    htmlPath: { from: ['slug', 'language', 'version'], value: pathTo('html') },
    jsonPath: { from: ['slug', 'language', 'version'], value: pathTo('json') },
  },
});

export const tenantPrivacyNotices: ObjectExtension = {
  type: 'Tenant',
  relations: {
    privacyNotices: {
      to: 'PrivacyNotice',
      shape: 'list',
      element: null,
      on: (tenant, notice) => sql`${notice}.tenant_id = ${tenant}.tenant_id and not exists (
        select 1 from privacy_notice newer where newer.tenant_id = ${notice}.tenant_id
          and newer.language = ${notice}.language and newer.version > ${notice}.version)`,
      order: (notice) => sql`${notice}.language`,
    },
  },
};
