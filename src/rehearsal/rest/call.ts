import type { World } from '../state/world.ts';
import type { SentFile } from './bodies.ts';

/** One request, checked for who asks and parsed, on its way to a handler. */
export type Call = {
  readonly world: World;
  /** `POST /channels/:channel/messages`, for whoever writes about it. */
  readonly route: string;
  /** Whose address it came to. */
  readonly seat: number;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly SentFile[];
  /** What the request gives the audit log as its reason. */
  readonly reason: string | null;
  /** Base of the stage's own addresses, without a slash at the end: `127.0.0.1:PORT`. */
  readonly host: string;
  /** A parameter of the path. */
  param(name: string): string;
};

/** What is answered; without a body nothing but the status is sent. */
export type Reply = { status: number; body?: unknown };

export type Handler = (call: Call) => Reply;
export type BodyCheck = (body: unknown) => void;

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const nothing: Reply = { status: 204 };
