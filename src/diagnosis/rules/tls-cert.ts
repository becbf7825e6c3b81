import { callsEndSo, explainedBy } from '../call-ends.ts';
import { endsAtTls } from '../call-matches.ts';
import { collect } from '../collect.ts';
import type { EnvironmentRule } from '../rule.ts';

/** Source: KB2833618; WinHTTP error messages (12037 date, 12038 name, 12045 authority, 12175 any of them). */
export const tlsCert: EnvironmentRule = {
  id: 'tls-cert',
  rootCause: 'RC-13',
  scope: 'environment',
  severity: 'error',
  restsOn: ['data'],
  title: 'The client does not accept the certificate of Exchange',
  why: 'The connection ends before a call is made, so that no offline message of the user goes out until the certificate or the trust in it is put right.',
  fix: [
    'Open the EWS URL of the report in Internet Explorer on the PC: a warning names what is wrong with the certificate.',
    'If it is not the certificate of Exchange, a proxy breaks TLS open: let the EWS and autodiscover hosts go past it; with a mailbox in Exchange Online this is the usual cause.',
    'If the mailbox is on own servers, look at the certificate of the web services: Get-ExchangeCertificate | Format-List Subject, CertificateDomains, NotAfter, Services',
    'If the mailbox is on own servers, assign one whose names hold the EWS and autodiscover hosts: Enable-ExchangeCertificate -Thumbprint <thumbprint> -Services IIS',
    'Put the authority that issued it into the Trusted Root Certification Authorities of the PC: certutil -addstore Root <file>',
    'See that the PC reaches the revocation list: certutil -verify -urlfetch <file>',
  ],
  references: [
    'https://support.microsoft.com/kb/2833618',
    'https://learn.microsoft.com/en-us/windows/win32/winhttp/error-messages',
  ],
  mistakenFor: [
    {
      rule: 'proxy',
      how: 'There the connection does not come about; a proxy that breaks TLS open shows its own certificate.',
    },
    {
      rule: 'trust-mismatch',
      how: 'There the certificate is good, and the host is in another domain than the sign-in address.',
    },
    { rule: 'clock-skew', how: 'A clock that is far off makes a good certificate look expired or not yet valid.' },
  ],
  collect: [collect.certificate, collect.trace],
  when: [
    callsEndSo(
      'the certificate or TLS fails',
      '12037, 12038, 12044, 12045, 12057, 12157, 12169, 12170, 12175 or 12179',
      endsAtTls,
    ),
  ],
  explains: explainedBy(endsAtTls),
};
