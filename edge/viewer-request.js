import cf from 'cloudfront';
import crypto from 'crypto';

// Where a request goes, or its answer: docs/protocol.md says why. Runs on CloudFront (viewer request, cloudfront-js-2.0: njs,
// 10 KB at most, without indentation and lines like this one) and in the local registry. A CloudFormation !Sub holds this
// text: no dollar sign before a brace.

// Fixed at deployment: an object literal takes the place of the marked string, quotes and all.
//   keys            the capability keys, 'ID:HEX' or 'ID:HEX,ID:HEX', the first of which signs
//   scheme          'https' or 'http', as viewers see it
//   challenge       false where nobody is asked to sign in
//   bucket, relay   ids of these origins, relay '' where there is none; the default origin is the API
const CONFIG = '@@SLIPWAY_EDGE_CONFIG@@';

const SMALL = 4194304, LARGEST = 5368709120; // bytes: what a handler takes, what the bucket takes in one PUT
const VIEWER_SECONDS = 60;
const HOST = /^[A-Za-z0-9.:\[\]-]{1,255}$/;
const NAME = /^[A-Za-z0-9._\/-]{1,255}$/; // what is safe to quote; handlers know better
const DIGEST = /^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
const STATE = /^[a-z0-9]{1,8}(\.[0-9]{1,16}){1,2}\.[0-9a-f]{64}$/;
const FIXED = ['host', 'content-length', 'transfer-encoding', 'via', 'cdn-loop']; // may not be removed
const OPEN = /^(\/token|ID)$/; // these say by themselves how to sign in
const RANGE = ['range', 'if-range', 'if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'];

// The first that fits. Names are taken greedily: 'manifests', 'tags', 'blobs' and 'uploads' may be components of one.
const ROUTES = [
  [/^\/v2\/(.+)\/manifests\/([^\/]+)$/, 'GET HEAD PUT DELETE', '/manifests/ID'],
  [/^\/v2\/(.+)\/tags\/list$/, 'GET', '/tags'],
  [/^\/v2\/(.+)\/referrers\/([^\/]+)$/, 'GET', '/referrers/ID'],
  [/^\/v2\/(.+)\/blobs\/uploads\/?$/, 'POST', '/uploads'],
  [/^\/v2\/(.+)\/blobs\/([^\/]+)$/, 'GET HEAD DELETE', '/blobs/ID'],
  [/^\/v2\/(.+)\/blobs\/uploads\/([^\/]+)$/, 'GET PATCH PUT DELETE', '/uploads/ID'],
  [/^\/v2\/(.+)\/blobs\/uploads\/([^\/]+)\/parts$/, 'POST PUT', '/uploads/ID/parts'],
  [/^\/v2\/(.+)\/blobs\/uploads\/([^\/]+)\/copy$/, 'POST', '/uploads/ID/copy'],
  [/^\/v2\/?$/, 'GET HEAD', '/version'],
  [/^\/v2\/_catalog$/, 'GET', '/catalog'],
  [/^\/token$/, 'GET POST', '/token'],
  [/^()(\/api\/v1(\/[.-]*\w[\w.-]*)+)$/, 'GET POST PUT PATCH DELETE', 'ID'], // as it is, without dot segments
  [/^\/download\/(.+)$/, 'GET HEAD', '/blobs/']
];

function handler(event) {
  const request = event.request, path = decoded(request.uri);
  if (!HOST.test(header(request, 'host'))) return refuse(request, 400, 'UNSUPPORTED', 'invalid Host header');
  if (path === undefined || /[\x00-\x1f]/.test(path)) return refuse(request, 400, 'NAME_INVALID', 'invalid path');
  const route = find(path);
  if (!route) return refuse(request, 404, 'NAME_UNKNOWN', 'nothing is at this path');
  if (route.methods.split(' ').indexOf(request.method) < 0) {
    return refuse(request, 405, 'UNSUPPORTED', 'the operation is unsupported', 'allow', route.methods.replace(/ /g, ', '));
  }
  if (route.to === '/blobs/') return download(request, route);
  if (route.name && !NAME.test(route.name)) return refuse(request, 400, 'NAME_INVALID', 'invalid repository name');
  if (route.to.indexOf('/uploads/ID') === 0) return upload(event, route);
  if (CONFIG.challenge && !OPEN.test(route.to) && !header(request, 'authorization')) return challenge(request, route);
  if (route.to === '/uploads' && request.querystring.digest && heavy(request)) return carry(request, route);
  return api(event, route);
}

function find(path) {
  for (let i = 0; i < ROUTES.length; i++) {
    const found = ROUTES[i][0].exec(path);
    if (found) {
      const id = found[2] || '';
      return /^\.\.?$/.test(id) ? undefined : {methods: ROUTES[i][1], to: ROUTES[i][2], name: found[1], id: id};
    }
  }
}

// One scope, no spaces, this order: some clients insist.
function challenge(request, route) {
  const host = header(request, 'host');
  const actions = {GET: 'pull', HEAD: 'pull', DELETE: 'delete'}[request.method] || 'pull,push';
  const scope = route.name ? ',scope="repository:' + route.name + ':' + actions + '"'
    : route.to === '/catalog' ? ',scope="registry:catalog:*"' : '';
  return refuse(request, 401, 'UNAUTHORIZED', 'authentication required', 'www-authenticate',
    'Bearer realm="' + CONFIG.scheme + '://' + host + '/token",service="' + host + '"' + scope);
}

// Never a 401: no client could send its body again.
function upload(event, route) {
  const request = event.request, state = parameter(request, 'state');
  if (!genuine(state, ['upload', route.name, route.id])) {
    return refuse(request, 404, 'BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry');
  }
  const sends = route.to === '/uploads/ID' && request.method[0] === 'P';
  return sends && heavy(request) ? carry(request, route, state.split('.')[1]) : api(event, route);
}

// A body too large for a handler: a whole blob to the bucket, which checks its SHA-256, anything else to the relay.
function carry(request, route, offset) {
  const size = length(request), digest = parameter(request, 'digest');
  if (size > LARGEST) return refuse(request, 413, 'SIZE_INVALID', 'a blob is at most 5 GiB');
  if (request.method !== 'PATCH' && !DIGEST.test(digest)) {
    return refuse(request, 400, 'DIGEST_INVALID', 'the digest is neither sha256 nor sha512');
  }
  if (request.method === 'PUT' && offset === '0' && size > 0 && digest.indexOf('sha256:') === 0) {
    const hex = digest.slice(7);
    bucket(request, '/blobs/sha256/' + hex + '/' + route.id, []);
    request.headers['content-type'] = {value: 'application/octet-stream'};
    request.headers['x-amz-checksum-sha256'] = {value: Buffer.from(hex, 'hex').toString('base64')};
    request.headers['slipway-repository'] = {value: route.name}; // for viewer-response.js; means nothing to S3
    return request;
  }
  if (!CONFIG.relay) {
    return refuse(request, 403, 'DENIED', 'this registry has no relay and takes a layer over 4 MiB in one PUT only: push ' +
      'with Docker 29 or newer, with "slipway push", or through "slipway relay --registry ' + CONFIG.scheme + '://' +
      header(request, 'host') + '" beside your client');
  }
  dropOwn(request);
  cf.selectRequestOriginById(CONFIG.relay);
  return request;
}

function download(request, route) {
  const parts = route.name.split('/'); // GRANT ALGORITHM HEX OBJECT-ID
  if (!genuine(parameter(request, 'state'), ['download'].concat(parts))) {
    return refuse(request, 403, 'DENIED', 'this download link is not valid, or no longer');
  }
  const range = /^bytes=(\d+)-(\d+)$/.exec(header(request, 'range'));
  if (range && +range[1] > +range[2]) return refuse(request, 416, 'UNSUPPORTED', 'the range ends before it begins');
  const copied = parts[3][14] === '8'; // a UUID of version 8: an object whose key does not say its digest
  bucket(request, route.to + (copied ? 'copied/' + parts[3] : parts.slice(1).join('/')), RANGE);
  if (copied) request.headers['slipway-digest'] = {value: parts[1] + ':' + parts[2]}; // for viewer-response.js
  return request;
}

function bucket(request, key, headers) {
  const kept = {};
  FIXED.concat(headers).forEach(name => {
    if (request.headers[name]) kept[name] = request.headers[name];
  });
  request.headers = kept;
  request.cookies = {};
  request.querystring = {};
  request.uri = key;
  cf.selectRequestOriginById(CONFIG.bucket);
}

function api(event, route) {
  const request = event.request;
  if (length(request) > SMALL) {
    return refuse(request, 413, route.to === '/manifests/ID' ? 'MANIFEST_INVALID' : 'SIZE_INVALID', 'at most 4 MiB fit here');
  }
  Object.keys(request.querystring).forEach(name => {
    const plain = decoded(name);
    if (plain === undefined || plain === 'repository') delete request.querystring[name];
  });
  if (route.name) request.querystring.repository = {value: route.name};
  dropOwn(request);
  const signer = CONFIG.keys.split(',')[0].split(':');
  const seen = [String(now() + VIEWER_SECONDS), CONFIG.scheme, header(request, 'host'), event.viewer.ip];
  const signature = sign(signer[1], ['viewer'].concat(seen));
  request.headers['slipway-viewer'] = {value: [signer[0]].concat(seen, signature).join(';')};
  request.uri = route.to.replace('ID', encodeURIComponent(route.id).replace(/%3A|%2F/g, decodeURIComponent));
  return request;
}

function dropOwn(request) {
  Object.keys(request.headers).forEach(name => {
    if (name.indexOf('slipway-') === 0) delete request.headers[name];
  });
}

// Whether a state, KEY.[OFFSET.]EXPIRY.HMAC, was signed by us for these lines and lives.
function genuine(state, lines) {
  if (!STATE.test(state)) return false;
  const parts = state.split('.'), fields = parts.slice(1, -1);
  const key = CONFIG.keys.split(',').filter(entry => entry.indexOf(parts[0] + ':') === 0)[0];
  return key !== undefined && Number(fields[fields.length - 1]) >= now()
    && same(sign(key.split(':')[1], lines.concat(fields)), parts[parts.length - 1]);
}

function sign(hex, lines) {
  return crypto.createHmac('sha256', Buffer.from(hex, 'hex')).update(lines.join('\n')).digest('hex');
}

// Takes the same time wherever the two differ.
function same(one, other) {
  let difference = 0;
  for (let i = 0; i < 64; i++) difference |= one.charCodeAt(i) ^ other.charCodeAt(i);
  return difference === 0;
}

function now() {
  return Math.floor(Date.now() / 1000);
}

// Without a relay, a request that announces no body has none.
function heavy(request) {
  const size = length(request);
  return size > SMALL || size < 0 && !!(CONFIG.relay || header(request, 'transfer-encoding'));
}

// -1 where it is not told.
function length(request) {
  const text = header(request, 'content-length');
  return /^[0-9]+$/.test(text) ? Number(text) : -1;
}

function header(request, name) {
  return request.headers[name] ? request.headers[name].value : '';
}

function parameter(request, name) {
  return request.querystring[name] && decoded(request.querystring[name].value) || '';
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch (e) {
    return undefined;
  }
}

function refuse(request, status, code, message, name, value) {
  const headers = {'content-type': {value: 'application/json'}, 'docker-distribution-api-version': {value: 'registry/2.0'}};
  if (name) headers[name] = {value: value};
  const answer = {statusCode: status, headers: headers};
  if (request.method !== 'HEAD') answer.body = JSON.stringify({errors: [{code: code, message: message}]});
  return receipt(answer, (answer.body || '').length, []);
}
