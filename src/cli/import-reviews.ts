import { inspect, parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { loadConfig } from '../config.ts';
import { databaseTime } from '../db/clock.ts';
import { importReviews as fileReviews, type Outcome, type PageReport } from '../features/reviews/reviews.ts';
import { openHouse } from '../open.ts';
import { type CliCommand, CliError, type CliIo } from './command.ts';
import { findPages, isAddress, LARGEST_HTML, LARGEST_PAGE, pageAt } from './review-files.ts';

const HELP = `usage: marquee import reviews [--json] [--dry-run] [--data DIR] FILE|DIR|URL...

Reads critics' review pages and stores what they state: rating, author, site, day, language. Files are .txt or .md
(UTF-8, at most ${LARGEST_PAGE / 1024 ** 2} MB each) or .html (at most ${LARGEST_HTML / 1024 ** 2} MB); a folder stands for the pages in it and below it. An address
is fetched: http or https, public addresses only, at most 3 MB and 10 seconds. A page whose film is not certain is named
and left out. Importing twice changes nothing.

  --dry-run   say what would happen and change nothing
  --json      one line of JSON a page: {"file", "outcome", "reason", "films": [{"title", "originalTitle", "year", "match",
              "rating"}], "author", "site", "url", "published", "runtimeMinutes", "language", "spoilers", "quote"}

The exit code is 0 when every page could be read, else 1.`;

/** `marquee import reviews`: every page stands for itself. */
export const importReviews: CliCommand = {
  words: ['import', 'reviews'],
  summary: "read critics' review pages",
  help: HELP,
  async run(args, io) {
    const flags = { json: { type: 'boolean' }, 'dry-run': { type: 'boolean' }, data: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args, options: flags, allowPositionals: true });
    if (positionals.length === 0) throw new CliError(`Give files, folders or addresses of review pages.\n\n${HELP}`);
    const { database: place } = loadConfig(io.env, { cwd: io.cwd, ...(values.data ? { dataDir: values.data } : {}) });
    const [addresses, paths] = [positionals.filter(isAddress), positionals.filter((one) => !isAddress(one))];
    const files = paths.length > 0 ? await findPages(paths, io.cwd) : [];
    const pages = [...files, ...[...new Set(addresses)].map((address) => pageAt(address))];
    const house = await openHouse(place);
    try {
      const options = { now: await databaseTime(house.sql), dryRun: values['dry-run'] ?? false };
      const reports = await withBar(pages.length, (onReport) => fileReviews(house.db, pages, { ...options, onReport }));
      for (const { name, bug } of reports) if (bug !== undefined) io.note(`${name}: ${inspect(bug)}`);
      if (values.json) for (const report of reports) io.out(JSON.stringify(asJson(report)));
      else inWords(reports, options.dryRun, io);
      return reports.some(({ outcome }) => outcome === 'unreadable') ? 1 : 0;
    } finally {
      await house.close();
    }
  },
};

/** Shows how many pages are done, on a terminal only. */
async function withBar<T>(total: number, work: (onReport: () => void) => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work(() => {});
  const format = 'reading {bar} {value} of {total} pages · {duration_formatted}';
  const bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true });
  bar.start(total, 0);
  try {
    return await work(() => bar.increment());
  } finally {
    bar.stop();
  }
}

function asJson({ name, outcome, reason, page, subject, rating, openLine }: PageReport) {
  const several = page !== undefined && page.sections.length > 1;
  const films = several
    ? page.sections.map(({ title, year, rating }) => ({
        title,
        year: year ?? null,
        match: null,
        rating: rating ?? null,
      }))
    : [filmOf(subject, rating)];
  return {
    file: name,
    outcome,
    ...(reason ? { reason } : {}),
    ...(several ? { several } : {}),
    films: page ? films : [],
    author: page?.author ?? null,
    site: page?.site ?? null,
    url: page?.url ?? null,
    published: page?.published ?? null,
    runtimeMinutes: page?.runtimeMinutes ?? null,
    language: page?.language ?? null,
    spoilers: page?.spoilers ?? 'unknown',
    quote: openLine ?? null,
  };
}

function filmOf(subject: PageReport['subject'], rating: PageReport['rating']) {
  const verdict = subject?.verdict;
  return {
    title: subject?.title ?? null,
    ...(subject?.originalTitle ? { originalTitle: subject.originalTitle } : {}),
    year: subject?.year ?? null,
    match: verdict?.kind === 'match' ? { title: verdict.film.title, year: verdict.film.year } : null,
    ...(verdict?.kind === 'ambiguous' ? { namesakes: verdict.films.map(({ title, year }) => ({ title, year })) } : {}),
    rating: rating ?? null,
  };
}

const WORDS: Record<Outcome, string> = {
  imported: 'imported',
  completed: 'added to a review that was there',
  unchanged: 'already there',
  several: 'left out',
  ambiguous: 'left out',
  unknown: 'left out',
  unreadable: 'could not be read',
};

function inWords(reports: readonly PageReport[], dryRun: boolean, io: CliIo): void {
  for (const { name, outcome, reason, subject, rating } of reports) {
    const film = subject?.verdict.kind === 'match' ? subject.verdict.film : undefined;
    const rated = rating
      ? `, ${rating.value}${rating.scale === 'letter' ? '' : ` of ${rating.scale}`} (${rating.score})`
      : '';
    io.out(`${name}: ${WORDS[outcome]}${film ? `: ${film.title} (${film.year ?? 'no year'})${rated}` : `: ${reason}`}`);
  }
  const count = (...some: Outcome[]) => reports.filter(({ outcome }) => some.includes(outcome)).length;
  const there = `${count('imported')} imported, ${count('completed')} completed, ${count('unchanged')} unchanged`;
  const left = `${count('several', 'ambiguous', 'unknown')} left out, ${count('unreadable')} could not be read`;
  io.out(
    `${reports.length} ${reports.length === 1 ? 'page' : 'pages'}: ${there}, ${left}.${dryRun ? ' Nothing was changed.' : ''}`,
  );
}
