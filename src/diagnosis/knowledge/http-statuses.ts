export const HTTP_STATUSES_SOURCE = 'https://www.rfc-editor.org/rfc/rfc9110';

/** HTTP statuses that EWS, or what stands before it, answers with. 429 is of RFC 6585, which RFC 9110 points to. */
export const HTTP_STATUSES: ReadonlyMap<number, string> = new Map([
  [200, 'the call reached Exchange; whether it was done, its response code says'],
  [301, 'the address has moved for good'],
  [302, 'the address has moved for now'],
  [307, 'the address has moved for now; the call is to be made again there'],
  [308, 'the address has moved for good; the call is to be made again there'],
  [400, 'the request is malformed'],
  [401, 'credentials are wanted, or those given are refused; a handshake begins so'],
  [403, 'the server understood the request and refuses it'],
  [404, 'nothing is at this address'],
  [405, 'the address takes no such method'],
  [407, 'a proxy wants credentials'],
  [408, 'the server gave up waiting for the request'],
  [413, 'the request is larger than the server takes'],
  [415, 'the server takes no content of this type'],
  [421, 'the request was sent to a server that does not answer for it'],
  [429, 'too many requests; the sender is to wait'],
  [500, 'an error of the server; EWS puts its SOAP faults into it'],
  [501, 'the server cannot do this'],
  [502, 'a gateway got no proper answer from the server behind it'],
  [503, 'the server is overloaded or down for now; EWS calls are queuing'],
  [504, 'a gateway gave up waiting for the server behind it'],
]);
