import { Foundation1763800000001 } from './1763800000001-foundation.js';
import { DataSubjectRequests1763800000002 } from './1763800000002-data-subject-requests.js';
import { FieldDescription1763800000010 } from './1763800000010-field-description.js';
import { Processor1763800000020 } from './1763800000020-processor.js';
import { Invitations1763800000021 } from './1763800000021-invitations.js';
import { LogOrder1763800000022 } from './1763800000022-log-order.js';
import { RequestDeadlines1763800000023 } from './1763800000023-request-deadlines.js';
import { SubProcessors1763800000030 } from './1763800000030-sub-processors.js';
import { Measures1763800000031 } from './1763800000031-measures.js';
import { Agreements1763800000032 } from './1763800000032-agreements.js';
import { Uploads1763800000040 } from './1763800000040-uploads.js';
import { Pictures1763800000041 } from './1763800000041-pictures.js';
import { Comments1763800000042 } from './1763800000042-comments.js';
import { ExportArchives1763800000050 } from './1763800000050-export-archives.js';
import { Erasures1763800000051 } from './1763800000051-erasures.js';
import { Imports1763800000060 } from './1763800000060-imports.js';
import { FieldRetention1763800000070 } from './1763800000070-field-retention.js';
import { PrivacyNotices1763800000080 } from './1763800000080-privacy-notices.js';
import { BlobHolders1763800000090 } from './1763800000090-blob-holders.js';
import { AuthorisationMatrix1763800000100 } from './1763800000100-authorisation-matrix.js';
import { JobFunctions1763800000101 } from './1763800000101-job-functions.js';
import { AccessExceptions1763800000102 } from './1763800000102-access-exceptions.js';
import { SeatCaps1763800000103 } from './1763800000103-seat-caps.js';
import { LooksAtEverybody1763800000110 } from './1763800000110-looks-at-everybody.js';
import { RetentionEnds1763800000111 } from './1763800000111-retention-ends.js';
import { AgreementContacts1763800000112 } from './1763800000112-agreement-contacts.js';
import { SecondFactorRules1763800000120 } from './1763800000120-second-factor-rules.js';
import { CourseRecords1763800000121 } from './1763800000121-course-records.js';
import { Cards1763800000122 } from './1763800000122-cards.js';
import { HomeUnits1763800000123 } from './1763800000123-home-units.js';
import { Transfers1763800000124 } from './1763800000124-transfers.js';
import { AccessReviews1763800000127 } from './1763800000127-access-reviews.js';
import { GrantOrigins1763800000128 } from './1763800000128-grant-origins.js';
import { MatrixFeedback1763800000129 } from './1763800000129-matrix-feedback.js';
import { RoleRequests1763800000130 } from './1763800000130-role-requests.js';
import { Leavers1763800000131 } from './1763800000131-leavers.js';
import { ExceptionScopes1763800000132 } from './1763800000132-exception-scopes.js';
import { LeaversAskedFor1763800000133 } from './1763800000133-leavers-asked-for.js';
import { AnnexVersions1763800000140 } from './1763800000140-annex-versions.js';
import { SubProcessorChanges1763800000145 } from './1763800000145-sub-processor-changes.js';
import { TrustPages1763800000146 } from './1763800000146-trust-pages.js';
import { Instructions1763800000150 } from './1763800000150-instructions.js';
import { InstructedRuns1763800000151 } from './1763800000151-instructed-runs.js';
import { Lockbox1763800000155 } from './1763800000155-lockbox.js';
import { Analyses1763800000160 } from './1763800000160-analyses.js';
import { RecordContacts1763800000161 } from './1763800000161-record-contacts.js';
import { LegalPeriods1763800000165 } from './1763800000165-legal-periods.js';
import { Breaches1763800000166 } from './1763800000166-breaches.js';
import { CommentVersions1763800000170 } from './1763800000170-comment-versions.js';
import { Screening1763800000171 } from './1763800000171-screening.js';
import { SpecialCategories1763800000172 } from './1763800000172-special-categories.js';
import { CutOffRedactions1763800000173 } from './1763800000173-cut-off-redactions.js';
import { AnnexRules1763800000175 } from './1763800000175-annex-rules.js';
import { DerivedNotices1763800000176 } from './1763800000176-derived-notices.js';
import { NoticeReadings1763800000177 } from './1763800000177-notice-readings.js';
import { AnnouncedWindows1763800000178 } from './1763800000178-announced-windows.js';
import { ObjectionsWithoutReasons1763800000179 } from './1763800000179-objections-without-reasons.js';
import { StaleNotices1763800000180 } from './1763800000180-stale-notices.js';
import { WithdrawnOccasions1763800000181 } from './1763800000181-withdrawn-occasions.js';
import { OwnTemplates1763800000182 } from './1763800000182-own-templates.js';

/** Every migration, in order. */
export const migrations = [
  Foundation1763800000001,
  DataSubjectRequests1763800000002,
  FieldDescription1763800000010,
  Processor1763800000020,
  Invitations1763800000021,
  LogOrder1763800000022,
  RequestDeadlines1763800000023,
  SubProcessors1763800000030,
  Measures1763800000031,
  Agreements1763800000032,
  Uploads1763800000040,
  Pictures1763800000041,
  Comments1763800000042,
  ExportArchives1763800000050,
  Erasures1763800000051,
  Imports1763800000060,
  FieldRetention1763800000070,
  PrivacyNotices1763800000080,
  BlobHolders1763800000090,
  AuthorisationMatrix1763800000100,
  JobFunctions1763800000101,
  AccessExceptions1763800000102,
  SeatCaps1763800000103,
  LooksAtEverybody1763800000110,
  RetentionEnds1763800000111,
  AgreementContacts1763800000112,
  SecondFactorRules1763800000120,
  CourseRecords1763800000121,
  Cards1763800000122,
  HomeUnits1763800000123,
  Transfers1763800000124,
  AccessReviews1763800000127,
  GrantOrigins1763800000128,
  MatrixFeedback1763800000129,
  RoleRequests1763800000130,
  Leavers1763800000131,
  ExceptionScopes1763800000132,
  LeaversAskedFor1763800000133,
  SubProcessorChanges1763800000145,
  Instructions1763800000150,
  InstructedRuns1763800000151,
  Analyses1763800000160,
  Lockbox1763800000155,
  TrustPages1763800000146,
  LegalPeriods1763800000165,
  Breaches1763800000166,
  AnnouncedWindows1763800000178,
  ObjectionsWithoutReasons1763800000179,
  CommentVersions1763800000170,
  Screening1763800000171,
  SpecialCategories1763800000172,
  CutOffRedactions1763800000173,
  AnnexVersions1763800000140,
  AnnexRules1763800000175,
  RecordContacts1763800000161,
  DerivedNotices1763800000176,
  NoticeReadings1763800000177,
  StaleNotices1763800000180,
  WithdrawnOccasions1763800000181,
  OwnTemplates1763800000182,
];
