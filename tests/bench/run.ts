const BENCHMARKS: Readonly<Record<string, () => Promise<{ run(): Promise<void> }>>> = {
  ack: () => import('./ack.ts'),
  pictures: () => import('./pictures.ts'),
  votes: () => import('./votes.ts'),
  recap: () => import('./recap.ts'),
  search: () => import('./search.ts'),
  import: () => import('./import.ts'),
};

const asked = process.argv[2] ?? '';
const benchmark = Object.hasOwn(BENCHMARKS, asked) ? BENCHMARKS[asked] : undefined;
if (!benchmark) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHMARKS).join('|')}\n`);
  process.exit(2);
}
await (await benchmark()).run();
