// Plain JavaScript that any Node reads, so that an old one gets a sentence instead of a syntax error.
const [major] = process.versions.node.split('.');
if (Number(major) < 26) {
  process.stderr.write(
    `Marquee needs Node.js 26 or newer, and this is ${process.versions.node}: run "npm ci" and then "npm start", which brings its own, or install Node.js 26.\n`,
  );
  process.exit(2);
}
const { enableCompileCache } = await import('node:module');
const { statSync } = await import('node:fs');
enableCompileCache();
const settings = new URL('../.env', import.meta.url);
if (statSync(settings, { throwIfNoEntry: false })?.isFile()) process.loadEnvFile(settings);
const [, , entry, ...rest] = process.argv;
process.argv.splice(2, process.argv.length, ...rest);
// Who is not read any more ends in good order: a command line at its next line, the bot as if it were told to.
if (entry !== 'cli') process.stdout.on('error', () => process.emit('SIGTERM') || process.exit(1));
await (entry === 'cli' ? import('./cli.ts') : import('./main.ts'));
