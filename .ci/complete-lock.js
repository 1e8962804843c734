// Adds to package-lock.json the optional packages of other platforms that a registry did not answer for: npm leaves
// those out when it writes the lock file, and `npm ci` then refuses it. Run after each change of dependencies:
//   node .ci/complete-lock.js
import { readFileSync, writeFileSync } from 'node:fs';

const systems = ['android', 'darwin', 'linux', 'win32', 'freebsd', 'openbsd', 'netbsd', 'openharmony', 'sunos', 'aix'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const words = (name) => name.split(/[-/]/);
const system = (name) => systems.find((known) => words(name).includes(known));
const processor = (name) =>
  processors.find((known) => words(name).includes(known)) ?? (/-(arm-|armv)/.test(name) ? 'arm' : undefined);

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    // Only what is bound to a platform: anything else that is missing is a real fault of the lock file.
    const os = system(name) ?? (processor(name) === 'wasm32' ? 'none' : undefined);
    const cpu = processor(name);
    if (!os || !cpu || !/^\d/.test(version)) continue;
    const own = `${path}/node_modules/${name}`.replace(/^\//, '');
    const shared = `node_modules/${name}`;
    if (lock.packages[own] || lock.packages[shared]?.version === version) continue;
    const place = lock.packages[shared] ? own : shared;
    lock.packages[place] = {
      version,
      cpu: [cpu],
      ...(name.includes('musl') ? { libc: ['musl'] } : {}),
      ...(entry.dev || path === '' ? { dev: true } : {}),
      optional: true,
      os: [os],
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a === '' ? -1 : b === '' ? 1 : a < b ? -1 : 1)),
);
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} optional packages of other platforms added\n`);
