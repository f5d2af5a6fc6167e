// Writes the package's copyright file: our own licence, and the licences and notices of everything that is compiled in.
//
//   node .ci/copyright.mjs OUT [PLATFORM]
//
// Crates come from `cargo metadata` (normal dependencies, this platform or the one named), fonts from assets/fonts, the page's libraries
// from ui/package.json. A library without a licence stops it.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const run = (program, ...args) => execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
const platform = process.argv[3] ?? /host: (.*)/.exec(run('rustc', '-vV'))[1];
const metadata = JSON.parse(run('cargo', 'metadata', '--format-version', '1', '--locked', '--filter-platform', platform));

/** What the two programs are linked from: normal dependencies, from our own packages on. */
function linked() {
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const found = new Set();
  const waiting = metadata.packages
    .filter((each) => ['runut', 'runut-cli'].includes(each.name) && each.source === null)
    .map((each) => each.id);
  while (waiting.length > 0) {
    const id = waiting.pop();
    if (found.has(id)) continue;
    found.add(id);
    for (const dep of nodes.get(id).deps) {
      if (dep.dep_kinds.some(({ kind }) => kind === null)) waiting.push(dep.pkg);
    }
  }
  return metadata.packages.filter((each) => found.has(each.id) && each.source !== null);
}

/** The texts that lie in a library's folder. */
function notices(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice|copyright)/i.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim().replace(/\r\n/g, '\n'));
}

const libraries = linked().map(({ name, version, license, license_file, manifest_path }) => ({
  name: `${name} ${version}`,
  license: license ?? (license_file ? 'see its text' : null),
  texts: notices(dirname(manifest_path))
}));
const page = JSON.parse(readFileSync('ui/package.json', 'utf8'));
for (const name of [...Object.keys(page.dependencies), 'svelte']) {
  const folder = join('ui/node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  libraries.push({ name: `${name} ${version}`, license, texts: notices(folder) });
}
for (const [name, license, file] of [
  ['Plus Jakarta Sans (font)', 'OFL-1.1', 'OFL.txt'],
  ['DejaVu Sans (font, subset)', 'Bitstream-Vera', 'LICENSE-DejaVu.txt']
]) {
  libraries.push({ name, license, texts: [readFileSync(join('assets/fonts', file), 'utf8').trim()] });
}
const unlicensed = libraries.filter(({ license }) => !license);
if (unlicensed.length > 0) throw new Error(`no licence: ${unlicensed.map(({ name }) => name).join(', ')}`);

/** The same text of many libraries stands once, under their names. */
const byText = new Map();
for (const { name, texts } of libraries) {
  for (const text of texts) byText.set(text, [...(byText.get(text) ?? []), name]);
}
const own = readFileSync('LICENSE', 'utf8').trim();
const rule = '-'.repeat(80);
const out = [
  'Runut',
  '',
  own,
  '',
  rule,
  'Runut contains these works under their own licences:',
  '',
  ...libraries.map(({ name, license }) => `${name}: ${license}`).sort(),
  ...[...byText].flatMap(([text, names]) => ['', rule, `${names.sort().join(', ')}:`, '', text])
];
writeFileSync(process.argv[2], out.join('\n') + '\n');
