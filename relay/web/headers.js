// Which headers go past the relay: those of the message, not those of a connection (RFC 9110 section 7.6.1), nor what CloudFront and Lambda
// add on the way here: the registry's own CloudFront would take them for a request that goes in a circle.
const CONNECTION = new Set(
  ('connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding upgrade ' +
    'content-length expect host date').split(' '),
);
const ADDED = /^(slipway-viewer|via|forwarded|x-real-ip|(x-forwarded|x-amz|x-amzn|cloudfront|lambda-web)-.*)$/;

function passed(headers, isDropped) {
  const named = new Set((headers.connection ?? []).flatMap((line) => line.split(',')).map((name) => name.trim().toLowerCase()));
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !CONNECTION.has(name) && !named.has(name) && !isDropped(name)));
}

// A client's headers; its credentials only where the call needs them.
export function passedRequest(headers, withCredentials) {
  return passed(headers, (name) => ADDED.test(name) || (name === 'authorization' && !withCredentials));
}

// An answer of the registry as an answer to the client.
export function passedAnswer({ status, headers, body }) {
  return { status, headers: passed(headers, () => false), body };
}
