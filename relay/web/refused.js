import { passedAnswer } from './headers.js';

// The upload cannot go on, and this is the answer to the client, to be sent when its body has been read to the end.
export class Refused extends Error {
  constructor(answer) {
    super(String(answer.status));
    this.answer = answer;
  }
}

export function refused(status, code, message, headers = {}) {
  const body = Buffer.from(JSON.stringify({ errors: [{ code, message }] }));
  return new Refused({ status, headers: { 'content-type': 'application/json', ...headers }, body });
}

// Something on the way does not work: nobody's mistake but ours.
export const trouble = (message) => refused(502, 'UNKNOWN', message);

// The registry's own error, or trouble where the answer is not one in the registry's words.
export function refusedBy(answer) {
  try {
    if (Array.isArray(JSON.parse(answer.body).errors)) return new Refused(passedAnswer(answer));
  } catch {
    // not JSON
  }
  return trouble('the registry gave no usable answer; please try again');
}
