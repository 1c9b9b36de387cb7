import { parentPort, workerData } from 'node:worker_threads';
import { readHtml } from './html/html.ts';
import { readPage } from './page.ts';
import type { PageContent } from './reading.ts';

const { kind, text, url } = workerData as PageContent;
const page = kind === 'html' ? await readHtml(text, url) : readPage(text);
parentPort?.postMessage(page.url === undefined && url !== undefined ? { ...page, url } : page);
