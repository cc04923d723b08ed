// What the bucket and the handlers could not say themselves, put right on the way back. Runs on CloudFront (viewer response,
// cloudfront-js-2.0) and in the local registry, on neither at status 400 and above. event.request is what viewer-request.js
// made of the request: the path it wrote, and the private headers slipway-repository and slipway-digest, which S3 was sent and
// ignored.

const RELAYED = /^\/v2\//; // what goes to handlers has another path
const OBJECT = /^\/blobs\/((sha256|sha512)\/([0-9a-f]+)|copied)\/[A-Za-z0-9_-]+$/;

function handler(event) {
  const request = event.request, response = event.response, object = OBJECT.exec(request.uri);
  const length = response.headers['slipway-content-length'];
  delete response.headers['slipway-content-length'];
  if (length && request.method === 'HEAD') response.headers['content-length'] = {value: length.value};
  if (RELAYED.test(request.uri)) return passed(request, response, 0, 0);
  if (!object) return response;
  const digest = object[2] ? object[2] + ':' + object[3] : request.headers['slipway-digest'].value;
  if (request.method !== 'PUT') served(response);
  else if (response.statusCode === 200) stored(response, request.headers['slipway-repository'].value, digest);
  response.headers['docker-content-digest'] = {value: digest};
  const asked = !response.headers['age']; // else it comes from the cache
  return request.method === 'PUT' ? passed(request, response, 1, 0) : passed(request, response, 0, asked ? 1 : 0);
}

// What did not go to a handler has its receipt from here.
function passed(request, response, writes, reads) {
  return receipt(response, request.method === 'HEAD' ? 0 : size(response), [size(request), writes, reads]);
}

// In bytes; 0 where it is not told.
function size(message) {
  const told = message.headers['content-length'];
  return told ? Number(told.value) : 0;
}

// S3 answers 200 and nothing else; a registry answers 201 and where the blob is.
function stored(response, repository, digest) {
  response.statusCode = 201;
  response.statusDescription = 'Created';
  response.headers['location'] = {value: '/v2/' + repository + '/blobs/' + digest};
  response.headers['docker-distribution-api-version'] = {value: 'registry/2.0'};
}

// A blob is whatever somebody pushed: no browser shall take it for a page of this host.
function served(response) {
  response.headers['x-content-type-options'] = {value: 'nosniff'};
  response.headers['content-security-policy'] = {value: "default-src 'none'; sandbox"};
}
