import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { HttpRequest } from '../../model/observation.ts';
import { ofKind } from '../of-kind.ts';
import { factOf, grouped, type Reading } from './fact.ts';

/** EWS is spoken over TLS alone, so a path with a host is as good as a full URL. */
function fullUrl(request: HttpRequest): string | undefined {
  if (request.url !== undefined && /^https?:\/\//i.test(request.url)) return request.url;
  if (request.host === undefined || request.url?.startsWith('/') !== true) return undefined;
  return `https://${request.host}${request.url}`;
}

/** The URL that the client says it has found, where no request was seen. */
function readFoundUrl(input: DiagnosisInput): Reading<string> {
  const found = ofKind(input.observations, 'ews-url');
  const best = found.find((one) => one.isInUse) ?? found[0];
  if (best === undefined) return {};
  const agreeing = found.filter((one) => one.url.toLowerCase() === best.url.toLowerCase());
  return { fact: factOf(best.url, best.isInUse ? 'likely' : 'possible', agreeing) };
}

/** The URL that most EWS requests went to; of equals the first by alphabet. */
export function readEwsUrl(input: DiagnosisInput): Reading<string> {
  const requests = ofKind(input.observations, 'http-request').flatMap((request) => {
    const url = request.isEws ? fullUrl(request) : undefined;
    return url === undefined ? [] : [{ request, url }];
  });
  // Servers take the path in any case, and clients write it in several.
  const [best] = [...grouped(requests, ({ url }) => url.toLowerCase())].toSorted(
    ([one, its], [other, others]) => others.length - its.length || (one < other ? -1 : one > other ? 1 : 0),
  );
  const [first] = best?.[1] ?? [];
  if (best === undefined || first === undefined) return readFoundUrl(input);
  const witnesses = best[1].map(({ request }) => request);
  return { fact: factOf(first.url, witnesses.length === requests.length ? 'proven' : 'likely', witnesses) };
}
