import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from './roster.builder.js';
import type { Drained } from './volume.process.js';

const PEOPLE = 100_000;
const ENROLLMENTS = 300_000;
const MEBIBYTE = 1024 * 1024;

function* usersFile(): Generator<string> {
  yield 'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,';
  yield 'identifier,email,sms,phone,agentSourcedIds,grades,password,ext_route\r\n';
  for (let n = 0; n < PEOPLE; n += 1) {
    yield `user-${n},,,true,org-${n % 100},student,eira${n},{LDAP:${n}},Eira ${n},"Øvergård, ${n}",,E-${n},eira${n}@elev.example,`;
    yield `,+47990${n},"guardian-${n},guardian-${n + 1}",08,secret,"Route\r\n${n % 9}"\r\n`;
  }
}

function* enrollmentsFile(): Generator<string> {
  yield 'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n';
  for (let n = 0; n < ENROLLMENTS; n += 1) {
    yield `e-${n},active,2026-10-01T08:00:00.000Z,class-${n % 4000},org-${n % 100},user-${n % PEOPLE},student,,2026-08-17,2027-06-18\n`;
  }
}

test('100,000 people and 300,000 enrolments go through without staying in memory', async () => {
  const folder = await temporaryFolder();
  await pipeline(Readable.from(usersFile()), createWriteStream(join(folder, 'users.csv')));
  await pipeline(Readable.from(enrollmentsFile()), createWriteStream(join(folder, 'enrollments.csv')));

  const script = fileURLToPath(new URL('./volume.process.js', import.meta.url));
  // 60 MB of text as rows would take several times this heap.
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    '--max-old-space-size=64',
    script,
    folder,
  ]);
  const { users, enrollments } = JSON.parse(stdout) as { users: Drained; enrollments: Drained };

  expect(users).toMatchObject({ rows: PEOPLE, problems: 0 });
  expect(users.lastRow).toMatchObject({
    line: 2 * PEOPLE,
    sourcedId: `user-${PEOPLE - 1}`,
    familyName: `Øvergård, ${PEOPLE - 1}`,
  });
  expect(users.grown).toBeLessThan(4 * MEBIBYTE);
  expect(enrollments).toMatchObject({ rows: ENROLLMENTS, problems: 0, lastRow: { line: ENROLLMENTS + 1 } });
  expect(enrollments.grown).toBeLessThan(4 * MEBIBYTE);

  process.stdout.write(
    `OneRoster: ${users.rows} people in ${users.seconds.toFixed(1)} s, ` +
      `${enrollments.rows} enrolments in ${enrollments.seconds.toFixed(1)} s\n`,
  );
}, 120_000);
