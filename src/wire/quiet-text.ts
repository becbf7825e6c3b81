import { carriesText } from './sip.ts';

/**
 * Without any of these a text is no part of HTTP, SOAP, SIP or provisioning, holds no markup, and tells no symptom and no transport error: what each of
 * those needs at least, mostly more often than it means it. Of several lines one may begin a message in the midst of the text.
 */
const LOUD = new RegExp(
  [
    '[<>&;\\r\\n]',
    'HTTP/|Envelope|SOAPAction:|schemas\\.|BodyType',
    'SIP/|[Rr][Tt][Cc]/|INVITE|MESSAGE|REGISTER',
    '[Pp][Rr][Oo][Pp][Ee][Rr][Tt][Yy]\\[',
    "100000|1048576|[Ww][Oo][Nn]'[Tt]|[Ii][Ss] [Dd][Ii][Ff][Ff][Ee][Rr][Ee][Nn][Tt] ",
    'ERROR_|WSA|0[Xx]8007|-21470|1[0-2][01]\\d\\d',
  ].join('|'),
);

/** Whether the readers of the wire find nothing in a text, so that all that can be told of it is told by phrases; where in doubt, not. */
export function isQuietText(text: string): boolean {
  return !LOUD.test(text) && !carriesText(text);
}
