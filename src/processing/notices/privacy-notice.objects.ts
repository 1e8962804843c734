import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { describeObject, type ObjectExtension } from '../../catalogue/index.js';
import type { NoticeSection } from './notice.model.js';
import { PrivacyNoticeReading } from './notice-reading.entity.js';
import { PrivacyNotice } from './privacy-notice.entity.js';
import type { NoticeSectionType } from './privacy-notice.types.js';

const pathTo =
  (extension: 'html' | 'json') =>
  ([slug, language, version]: readonly unknown[]): string =>
    noticePath(String(slug), extension, { lang: String(language), version: String(version) });

/** The open address of a tenant's notice. */
export const noticePath = (slug: string, extension: 'html' | 'json', query: Readonly<Record<string, string>>): string =>
  `/tenants/${slug}/privacy-notice.${extension}?${new URLSearchParams(query).toString()}`;

/** The derived parts as the API answers them. */
export const toSections = (sections: readonly NoticeSection[]): NoticeSectionType[] =>
  sections.map((section) => ({ ...section, rows: section.rows.map((cells) => ({ cells })) }));

export const privacyNoticeObject = describeObject<PrivacyNotice>({
  type: 'PrivacyNotice',
  entity: PrivacyNotice,
  acrossTenants: true,
  rows: ({ viewer }, notice) => (viewer.isOperator ? true : sql`${notice}.tenant_id = ${viewer.tenantId}::uuid`),
  columns: ['language', 'version', 'controller', 'title', 'text', 'closing', 'contact', 'publishedAt'],
  computed: {
    sections: { from: ['sections'], value: ([sections]) => toSections(sections as NoticeSection[]) },
    htmlPath: { from: ['slug', 'language', 'version'], value: pathTo('html') },
    jsonPath: { from: ['slug', 'language', 'version'], value: pathTo('json') },
  },
  prepared: {
    readAt: ({ viewer }: Context, _guard, notice) =>
      Promise.resolve({
        sql: sql`(select r.read_at from privacy_notice_reading r where r.tenant_id = ${notice}.tenant_id
          and r.notice_id = ${notice}.id and r.account_id = ${viewer.accountId}::uuid)`,
        finish: (at) => (at === null ? null : new Date(at as string | Date)),
        elements: [],
      }),
    readerCount: ({ access, viewer }: Context, _guard, notice) =>
      Promise.resolve({
        sql:
          access.can('privacyNotice.publish') && !viewer.isOperator
            ? sql`(select count(*)::integer from privacy_notice_reading r where r.tenant_id = ${notice}.tenant_id
                and r.notice_id = ${notice}.id)`
            : sql`null`,
        finish: (count) => count,
        elements: [],
      }),
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

/** Who has read what is for oneself, and for whoever sees what the person does. */
export const noticeReadingObject = describeObject<PrivacyNoticeReading>({
  type: 'PrivacyNoticeReading',
  entity: PrivacyNoticeReading,
  subject: 'personId',
  element: 'readAt',
  columns: ['readAt'],
  relations: {
    person: { to: 'Person', shape: 'one', element: null, on: (row, person) => sql`${person}.id = ${row}.person_id` },
    privacyNotice: {
      to: 'PrivacyNotice',
      shape: 'one',
      element: null,
      on: (row, notice) => sql`${notice}.tenant_id = ${row}.tenant_id and ${notice}.id = ${row}.notice_id`,
    },
  },
  sorts: { READ_AT: [{ property: 'readAt', type: 'timestamptz' }] },
});
