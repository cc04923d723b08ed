import { refused } from './refused.js';

const UPLOADS = /^\/v2\/.+\/blobs\/uploads\/?$/;
const UPLOAD = /^\/v2\/.+\/blobs\/uploads\/[^/]+$/;

// Where an upload takes its bytes, from a request's target or a Location; undefined for what is none. Of an absolute one only the path counts: no
// other host is called. The digest stays as the client wrote it.
export function uploadUrl(text) {
  const [target] = text.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i, '').split('#', 1);
  if (!target.startsWith('/') || /[^!-~]|["<>\\^`{|}]/.test(target)) return undefined;
  const [path, ...rest] = target.split('?');
  const parameters = rest.join('?').split('&').filter((parameter) => parameter);
  const digest = parameters.find((parameter) => parameter.startsWith('digest='))?.slice('digest='.length);
  const query = parameters.filter((parameter) => !parameter.startsWith('digest=')).join('&');
  const plain = query ? `${path}?${query}` : path;
  const below = (name) => (query ? `${path}/${name}?${query}` : `${path}/${name}`);
  const closing = (value) => (value === undefined ? plain : `${plain}${query ? '&' : '?'}digest=${value}`);
  return { path, digest, whole: target, plain, parts: below('parts'), copy: below('copy'), closing };
}

// Which of the three requests it is that a relay takes.
export function route(request) {
  const target = uploadUrl(request.url);
  if (!target) throw refused(400, 'NAME_INVALID', 'not the address of an upload');
  if (UPLOADS.test(target.path)) {
    if (request.method === 'POST' && target.digest !== undefined) return { kind: 'whole', target };
    throw refused(405, 'UNSUPPORTED', 'a relay begins no upload without a digest');
  }
  if (!UPLOAD.test(target.path)) throw refused(404, 'NAME_UNKNOWN', 'a relay takes uploads and nothing else');
  if (request.method === 'PATCH') return { kind: 'append', target };
  if (request.method === 'PUT') return { kind: 'close', target };
  throw refused(405, 'UNSUPPORTED', 'a relay takes PATCH and PUT of an upload');
}
