import type { ServerResponse } from 'node:http';

/**
 * What a service does instead of answering: nothing at all; too many requests, with a wait of a second or ten minutes;
 * an error of its own; half of a JSON text; a page in HTML with status 200; a connection cut in the middle; a body that
 * does not end.
 */
export const FAULTS = ['hang', 'busy', 'busy-long', 'broken', 'garbage', 'page', 'cut', 'huge'] as const;
export type Fault = (typeof FAULTS)[number];

/** Does to a response what a fault does. A hanging one is left as it is. */
export function spoil(response: ServerResponse, fault: Fault): void {
  const json = { 'content-type': 'application/json' };
  if (fault === 'busy') response.writeHead(429, { ...json, 'retry-after': '1' }).end('{"status_code":25}');
  if (fault === 'busy-long') response.writeHead(429, { ...json, 'retry-after': '600' }).end('{"status_code":25}');
  if (fault === 'broken') response.writeHead(500, json).end('{"status_code":11,"status_message":"Internal error"}');
  if (fault === 'garbage') response.writeHead(200, json).end('{"results":[{"id":');
  if (fault === 'page')
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Our servers are down</h1>');
  if (fault === 'cut') {
    response.writeHead(200, { ...json, 'content-length': '500' }).write('{"results":[');
    setTimeout(() => response.destroy(), 10);
  }
  if (fault === 'huge') pour(response.writeHead(200, json));
}

/** Writes for as long as somebody reads. */
function pour(response: ServerResponse): void {
  const chunk = `"${'x'.repeat(65_536)}",`;
  const more = () => {
    while (!response.destroyed && response.write(chunk)) {}
  };
  response.on('drain', more).write('[');
  more();
}
