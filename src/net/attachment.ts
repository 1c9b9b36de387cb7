import { UserError } from '../errors.ts';
import { decodePage } from './decode.ts';
import { download, type Fetched, internet, type Network } from './fetch.ts';

/** Where Discord keeps the files that people send (developer documentation, "CDN endpoints"). */
const FILE_HOSTS = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];
const HTML = /\.(?:html?|xhtml)$/i;
const TEXT = /\.(?:txt|md|markdown)$/i;

/**
 * The page in a file that a person sent. It is fetched from Discord's file hosts only, or from the API that the
 * operator configured where that is not Discord's (the stage serves both).
 * @throws UserError for a file of another kind, one from elsewhere, and as `fetchPage`.
 */
export async function fetchFile(
  { name, url }: { name: string; url: string },
  { discordApi }: { discordApi: string },
  network: Network = internet,
): Promise<Pick<Fetched, 'kind' | 'text'>> {
  const kind = HTML.test(name) ? 'html' : TEXT.test(name) ? 'text' : undefined;
  if (!kind) throw new UserError('net.file-type');
  const origin = URL.parse(url)?.origin ?? '';
  const isOwn = origin === new URL(discordApi).origin;
  if (!isOwn && !FILE_HOSTS.includes(origin)) throw new UserError('net.forbidden');
  const reachable = isOwn ? { ...network, allowed: () => true } : network;
  const { bytes, charset } = await download(url, reachable, 0, () => true);
  // what Discord says of a text file's charset is a guess by its name
  const text = decodePage(bytes) ?? decodePage(bytes, charset);
  if (text === undefined) throw new UserError('net.file-type');
  return { kind, text };
}
