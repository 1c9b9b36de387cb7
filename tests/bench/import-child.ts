import { FILM_TYPES, importImdb } from '../../src/features/films/films.ts';

// node import-child.ts DATABASE FOLDER: imports, and prints seconds, megabytes at most and what was done
const [, , url = '', folder = ''] = process.argv;
const begun = performance.now();
const phases: Record<string, number> = {};
const reached = (phase: string) => {
  phases[phase] = Math.round((performance.now() - begun) / 100) / 10;
};
const counts = await importImdb(url, folder, {
  wanted: { types: FILM_TYPES, adult: false },
  now: new Date('2026-01-01T00:00:00Z'),
  onCheck: () => reached('checked'),
  onLoad: () => reached('loaded'),
  onFinish: () => reached('indexed'),
});
const seconds = (performance.now() - begun) / 1000;
process.stdout.write(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024, phases, counts }));
