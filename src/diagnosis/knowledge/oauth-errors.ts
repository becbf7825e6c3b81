export const OAUTH_ERRORS_SOURCE =
  'https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/instrumenting-client-requests-for-ews-and-rest-in-exchange';

/** Numbers at the beginning of an x-ms-diagnostics header of Exchange, with their error category. Field notes, section 3.7. */
export const OAUTH_ERRORS: ReadonlyMap<string, string> = new Map([
  ['2000000', 'invalid_signature: the signature of the token is not valid'],
  ['2000001', 'invalid_token: the token is not valid'],
  ['2000002', 'token_expired: the token has expired, or a clock is wrong'],
  ['2000003', 'invalid_resource: the token is for another resource'],
  ['2000004', 'invalid_tenant: the token is of another tenant'],
  ['2000005', 'invalid_user: Exchange knows no user of the token'],
  ['2000006', 'invalid_client: Exchange does not accept the application'],
  ['2000007', 'internal_error: Exchange failed while it checked the token'],
  ['2000008', 'invalid_grant: what the token grants is not enough'],
]);
