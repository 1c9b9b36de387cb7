import type { RESTOptions } from 'discord.js';

type MakeRequest = RESTOptions['makeRequest'];

/** A request went out and no answer came back, so that Discord may have done what it asked for, or not. */
export class Unanswered extends Error {
  override name = 'Unanswered';
}

/** What makes a second thing where it is sent twice, and what Discord takes no nonce for. */
const MAKES = /\/channels\/\d+\/threads$|\/guilds\/\d+\/channels$/;

/**
 * The client sends a request again whose answer is lost, up to three times. A thread or channel would be made twice by
 * that: whoever wants one is told by `Unanswered`, and looks for it before asking again.
 */
export function onceOnly(makeRequest: MakeRequest): MakeRequest {
  return async (url, init) => {
    if (init.method !== 'POST' || !MAKES.test(URL.parse(url)?.pathname ?? '')) return makeRequest(url, init);
    const response = await makeRequest(url, init).catch((cause: unknown) => {
      throw new Unanswered('no answer to a request that makes something', { cause });
    });
    if (response.status >= 500) throw new Unanswered(`answered with ${response.status} a request that makes something`);
    return response;
  };
}
