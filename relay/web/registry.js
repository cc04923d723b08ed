import { passedAnswer, passedRequest } from './headers.js';
import { refusedBy, trouble } from './refused.js';
import { uploadUrl } from './routes.js';

// Too many requests, or somebody in between who could not pass one on.
const PASSING = new Set([429, 502, 503, 504]);

export const header = (answer, name) => answer.headers[name]?.[0];

// The registry's front door.
export class Registry {
  #calls;
  #url;
  #timeout;

  constructor(calls, { registry, callTimeout }) {
    this.#calls = calls;
    this.#url = registry;
    this.#timeout = callTimeout;
  }

  // Sends a small request on as it came.
  async forward(request, target, body, withCredentials, signal) {
    const headers = passedRequest(request.headersDistinct, withCredentials);
    return passedAnswer(await this.#answer({ method: request.method, path: target.whole, headers, body, signal }));
  }

  // Begins an upload with the client's own rights.
  async begin(request, target, signal) {
    const { authorization } = request.headers;
    const headers = authorization ? { authorization } : {};
    const answer = await this.#answer({ method: 'POST', path: target.plain, headers, signal });
    const location = header(answer, 'location');
    if (answer.status !== 202 || !location) throw refusedBy(answer);
    return locationOf(location);
  }

  // One call about an upload, whose URL is all the right it needs.
  async call(method, path, type, body, signal) {
    const answer = await this.#answer({ method, path, headers: { 'content-type': type }, body, signal });
    if (answer.status < 200 || answer.status > 299) throw refusedBy(answer);
    return answer;
  }

  // Asks once that the parts of an upload are put together and verified. Undefined: ask no more.
  async copy(path, patience, signal) {
    const timeout = Math.max(1, Math.min(patience, this.#timeout));
    const answer = await this.#calls.once({ url: this.#url, method: 'POST', path, timeout, signal });
    if (answer && answer.status !== 202 && !PASSING.has(answer.status)) return undefined;
    return { isUnderWay: answer?.status === 202, retryAfter: Number(answer && header(answer, 'retry-after')) * 1000 || 0 };
  }

  async #answer(call) {
    const whole = { url: this.#url, timeout: this.#timeout, ...call };
    const answer = await this.#calls.send(whole, (status) => !PASSING.has(status));
    if (!answer) throw trouble('the registry does not answer; please try again');
    if (PASSING.has(answer.status)) throw refusedBy(answer);
    return answer;
  }
}

// Where the registry says that an upload goes on.
export function locationOf(text) {
  const url = uploadUrl(text);
  if (!url) throw trouble('the registry gave an unreadable Location');
  return url;
}
