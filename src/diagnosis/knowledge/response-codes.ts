/** What a response code says of the cause; `unspecific` codes say only that something failed. */
export type ResponseClass =
  | 'throttle'
  | 'timeout'
  | 'quota'
  | 'size'
  | 'send-as'
  | 'recipient'
  | 'stale-item'
  | 'permission'
  | 'server'
  | 'configuration'
  | 'state'
  | 'request'
  | 'success'
  | 'unspecific';

/** A code with its class and its meaning in a few words. */
export interface ResponseMeaning {
  readonly class: ResponseClass;
  readonly words: string;
}

/** Rows of `code: words`, so that the table reads as one. */
const ROWS: Readonly<Record<ResponseClass, Readonly<Record<string, string>>>> = {
  throttle: {
    ErrorServerBusy: 'the server sheds load',
    ErrorExceededConnectionCount: 'more EWS connections than the throttling policy allows',
    ErrorExceededSubscriptionCount: 'more EWS subscriptions than the throttling policy allows',
    ErrorExceededFindCountLimit: 'a search returned more than the throttling policy allows',
  },
  timeout: { ErrorTimeoutExpired: 'the server ran out of time for the request' },
  quota: {
    ErrorQuotaExceeded: 'the mailbox is over its quota',
    ErrorSubmissionQuotaExceeded: 'the account has sent too many messages for now',
  },
  size: {
    ErrorDataSizeLimitExceeded: 'a property or body is too large',
    ErrorRequestStreamTooBig: 'the request is too large',
    ErrorMessageSizeExceeded: 'the message is too large',
  },
  'send-as': { ErrorSendAsDenied: 'the account may not send as the owner of the mailbox' },
  recipient: {
    ErrorInvalidRecipients: 'a recipient is not valid',
    ErrorMissingRecipients: 'there is no recipient',
    ErrorNonExistentMailbox: 'no mailbox has this address',
  },
  'stale-item': {
    ErrorStaleObject: 'the item has changed since it was read',
    ErrorChangeKeyRequired: 'the change key is missing',
    ErrorChangeKeyRequiredForWriteOperations: 'the change key is missing',
    ErrorInvalidChangeKey: 'the change key cannot be read',
    ErrorIrresolvableConflict: 'the item was changed elsewhere at the same time',
  },
  permission: {
    ErrorAccessDenied: 'the account lacks the right',
    ErrorImpersonateUserDenied: 'the account may not impersonate the user',
  },
  server: {
    ErrorInsufficientResources: 'the mailbox server is overloaded',
    ErrorNotEnoughMemory: 'the mailbox server is out of memory',
    ErrorTooManyObjectsOpened: 'too many objects are open in the mailbox',
    ErrorMailboxStoreUnavailable: 'the mailbox database cannot be reached',
    ErrorConnectionFailed: 'EWS cannot connect to the mailbox',
    ErrorMailboxMoveInProgress: 'the mailbox is being moved',
    ErrorMailboxFailover: 'the mailbox is failing over',
    ErrorADUnavailable: 'Active Directory cannot be reached',
    ErrorADOperation: 'a call to Active Directory failed',
  },
  configuration: {
    ErrorAccountDisabled: 'the account is disabled',
    ErrorMailboxConfiguration: 'the mailbox is set up wrongly in Active Directory',
    ErrorProxyRequestNotAllowed: 'the request may not be proxied to this site',
    ErrorCrossSiteRequest: 'the request belongs to another site',
    ErrorNoRespondingCASInDestinationSite: 'no server answers in the site of the mailbox',
    ErrorInvalidSchemaVersionForMailboxVersion: 'the request is not for this version of mailbox',
    ErrorWrongServerVersion: 'the request is not for this version of server',
    ErrorInvalidServerVersion: 'the version in the request is not valid',
    ErrorIncorrectSchemaVersion: 'the request does not fit its schema version',
  },
  state: {
    ErrorItemNotFound: 'the item is gone, or the account may not see it',
    ErrorFolderNotFound: 'the folder is gone, or the account may not see it',
    ErrorMessagePerFolderCountReceiveQuotaExceeded: 'the folder holds as many messages as it may',
  },
  request: { ErrorMessageDispositionRequired: 'the request does not say whether to save or to send the message' },
  success: { NoError: 'done as asked' },
  unspecific: {
    ErrorInternalServerError: 'an error without a more specific code',
    ErrorInternalServerTransientError: 'an error that may pass, without a more specific code',
    ErrorBatchProcessingStopped: 'an earlier item of the batch failed',
  },
};

function byCode(): ReadonlyMap<string, ResponseMeaning> {
  const meanings = new Map<string, ResponseMeaning>();
  const classes: readonly ResponseClass[] = [
    'throttle',
    'timeout',
    'quota',
    'size',
    'send-as',
    'recipient',
    'stale-item',
    'permission',
    'server',
    'configuration',
    'state',
    'request',
    'success',
    'unspecific',
  ];
  for (const name of classes) {
    for (const [code, words] of Object.entries(ROWS[name])) meanings.set(code, { class: name, words });
  }
  return meanings;
}

export const RESPONSE_CODES_SOURCE =
  'https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/responsecode';

/** EWS response codes. The classes and words are this tool's reading of the source. */
export const RESPONSE_CODES: ReadonlyMap<string, ResponseMeaning> = byCode();

/** On `SendItem`: the draft is gone or out of reach, as after a race with another program. Elsewhere it says nothing of the draft. */
export const ITEM_GONE_CODE = 'ErrorItemNotFound';
/** Of what answers it, nothing else is meant: RFC 6585. */
export const TOO_MANY_REQUESTS = 429;
/** HTTP statuses with which Exchange, or what stands before it, sheds load. */
export const THROTTLE_STATUSES: ReadonlySet<number> = new Set([TOO_MANY_REQUESTS, 503]);
/** Gateway time-out: what stands before Exchange gave up waiting. */
export const TIMEOUT_STATUS = 504;
