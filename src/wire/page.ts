import { hostOf } from './http-text.ts';

/** A page for people to read, by its headers or by its beginning. */
const PAGE_TYPE = /\bContent-Type:[ \t]*text\/html/i;
const PAGE = /^\s*<(?:!doctype\s+html|html)\b/i;

/** Whether an HTTP message without an envelope is a page; `rest` is what stands behind its head. */
export function isPage(text: string, rest: string): boolean {
  return PAGE_TYPE.test(text) || PAGE.test(rest);
}

/**
 * Where people sign in by a form: Outlook on the web, forms of TMG (`CookieAuth.dll`) and of federation services. Source: field notes,
 * section 6, RC-14: such a form is not to stand before EWS.
 */
const LOGON_PATH = /\/owa\/auth|\/auth\/logon|logon\.aspx|\/CookieAuth\.dll|\/adfs\/ls\b|\/my\.policy\b/i;
/** A field for a password stands on no other page that is answered to a call of EWS. */
const PASSWORD_FIELD = /\btype\s*=\s*["']?password\b/i;
const FORM = /<form\b/i;

/** Whether a page is a form to sign in. */
export function isLogonPage(page: string): boolean {
  return PASSWORD_FIELD.test(page) || (FORM.test(page) && LOGON_PATH.test(page));
}

/** What an answer says of another place to go to. */
export interface Aside {
  readonly isLogonForm?: true;
  readonly redirectHost?: string;
}

/** Where a redirect leads; nothing for another answer. */
export function asideOf(status: number | undefined, location: string | undefined): Aside {
  if (status === undefined || status < 300 || status >= 400 || location === undefined) return {};
  // The place that one comes back to after signing in is part of the query.
  const [target = ''] = location.split('?', 1);
  const redirectHost = hostOf(target);
  return {
    ...(LOGON_PATH.test(target) ? { isLogonForm: true as const } : {}),
    ...(redirectHost === undefined ? {} : { redirectHost }),
  };
}
