import { describe, expect, test } from 'vitest';
import { maskLine } from '../../src/radar/mask-line.ts';

/** What is kept of a line. */
function keptOf(line: string): string {
  return maskLine(line)
    .pieces.map((piece) => (typeof piece === 'string' ? piece : '<>'))
    .join('');
}

describe('whoever stands behind a key or word for people is masked', () => {
  test.each([
    'user:  zqgwen zqvogel',
    'to:  zqgwen zqvogel',
    'sender:     zqgwen zqvogel',
    'User      : zqgwen zqvogel',
    'displayName  =  zqgwen zqvogel',
    'user->zqgwen',
    'user -> zqgwen',
    'user=>zqgwen',
    'sender zqgwen zqvogel',
    'sender zqgwen van der zqvogel queued',
    'participant zqgwen zqvogel, state up',
    'initiator:Zqgwen',
    'creator:Zqgwen, organiser:Zqvogel',
    'caller-Zqgwen',
    'on-behalf-of-Zqgwen',
    'Zqgwen_Zqvogel',
    'by Zqgwen_Zqvogel today',
    'Zqgwen_Page',
    'user zqgwen_zqvogel',
    'user zqvogel_adm',
    'account svc_zqgwen',
    'user a-zqvogel',
    'user zqvogel-a',
    'user ZQVogel-adm',
    'user ZqvogelAdm_x',
    'login ZqVogel-adm',
    'user/zqgwen',
    'corp/zqgwen',
    'lync/zqgwen',
    'mailbox/zqgwen',
    'zqgwen/mailbox',
    'users/zqgwen/queue',
    'participants=zqgwen,zqbob',
    'participants: zqgwen, zqbob, zqcarol',
    'users=zqgwen,zqbob',
    'users=zqgwen;zqbob|zqcarol',
    'members=zqgwen, page, zqbob',
    'to=zqgwen,zqbob queued',
    'to: zqgwen,zqbob zqvogel queued',
    'userId=zqgwen',
    'user_id: zqgwen',
    'email=zqgwen',
    'e-mail: zqgwen zqvogel',
    'mailbox=zqgwen',
    'mailbox: zqgwen quota',
    'firstName=zqgwen',
    'surname=zqvogel',
    'lastName: zqvogel',
    'givenName=zqgwen',
    'initiator=zqgwen',
    'per contact: Zqgwen=3, Zqbob=2',
    'contacts: Zqgwen=3, Zqbob=2',
    'per contact: Zqgwen=3, Zqbob=2; Zqcarol=17',
  ])('%s', (text) => {
    expect(keptOf(`Offline note ${text}`)).not.toMatch(/zq/i);
    expect(keptOf(`Offline note m17, ${text} `)).not.toMatch(/zq/i);
  });
});

test.each([
  [
    'user->Flush(3), user->size(), user->m_state, pUser->next',
    'user->Flush(<>), user->size(), user->m_state, pUser->next',
  ],
  ['client->server, lane up', 'client->server, lane up'],
  ['State_Idle, IDLE_STATE, m_Zqlane, Heron_Ferry', 'State_Idle, IDLE_STATE, m_Zqlane, Heron_Ferry'],
  ['Zqlane_Ferry::Run', 'Zqlane_Ferry::Run'],
  ['user sign-off, by re-send', 'user sign-off, by re-send'],
  ['sender zqgwen queued by lane', 'sender <> queued by lane'],
  ['state:Idle, lane:Heron, Queue-Flush', 'state:Idle, lane:Heron, Queue-Flush'],
  ['read/write, and/or, text/plain, text/html', 'read/write, and/or, text/plain, text/html'],
  ['mailbox: quota exceeded, users: 17, mailbox=full', 'mailbox: quota exceeded, users: <>, mailbox=full'],
  ['users: all offline, members=none', 'users: all offline, members=none'],
  ['participants=gwen,bob, state=queued', 'participants=<>,<>, state=queued'],
  ['user=gwen, state=queued, lane up', 'user=<>, state=queued, lane up'],
  ['user=gwen, lane up', 'user=<>, lane up'],
  ['to=bob@contoso.com,carol@contoso.com', 'to=<>,<>'],
  ['server=0, Tries=3, Zqmsgs=2', 'server=<>, Tries=<>, Zqmsgs=<>'],
  ['user: gwen vogel, Tries=3', 'user: <>, Tries=<>'],
])('what the client says there stays: %s', (line, kept) => {
  expect(keptOf(`Offline note ${line}`)).toBe(`Offline note ${kept}`);
});
