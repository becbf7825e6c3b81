import { describe, expect, test } from 'vitest';
import { secretFrom } from '../../src/model/secrets.ts';
import { maskLine } from '../../src/radar/mask-line.ts';

/** What is kept of a line. */
function keptOf(line: string): string {
  return maskLine(line)
    .pieces.map((piece) => (typeof piece === 'string' ? piece : '<>'))
    .join('');
}

describe('behind a word for what nobody else may know it stands to the end of the line', () => {
  test.each([
    'password ',
    'password: ',
    'password is ',
    'password - ',
    'password <',
    'password (',
    '"password" : ',
    'password (6 chars): ',
    'userPassword=',
    'old password ',
    'pass word ',
    'pass-phrase ',
    'pass code ',
    'pw=',
    'PW ',
    'otp: ',
    'private key ',
    'password set to ',
    'token => ',
    'mot-de-passe : ',
    'cookie ',
    'Set-Cookie: ',
    'Authorization ',
    'Authorization Basic ',
    'auth=Basic ',
    'auth=',
    'auth: ',
    'Basic ',
    'Bearer ',
    'NTLM ',
    'pass=',
    'pin=',
    'PIN: ',
    'pwd ',
    'secret ',
    'clientsecret=',
    'client_secret=',
    'client secret ',
    'secretKey ',
    'PasswordHash ',
    'PasswordHint: ',
    'tokenValue ',
    'token has changed to ',
    'password for m17 ',
    'password  ',
    'password    ',
    'token ',
    'token=',
    'access_token=',
    'token->',
    'token value ',
    'credentials=zebu:',
    'credentials zebu:',
    'creds=',
    'passphrase ',
    'passphrase=',
    'Passwort: ',
    'Passwort ',
    'Kennwort ',
    'mot de passe ',
    'mot de passe : ',
    'contraseña: ',
    'senha: ',
    'wachtwoord: ',
    'parola: ',
    'lösenord: ',
    'lösenord ',
  ])('%j', (key) => {
    expect(keptOf(`Offline note m17: ${key}walrus zebu lane, walrus queued`)).not.toMatch(/walrus|zebu|queued/);
    expect(keptOf(`Offline note, ${key}QWxhZGRpbjpvcGVu queued`)).not.toMatch(/QWx|queued/);
    expect(keptOf(`Offline note, ${key}Qx/yz+Rr== walrus`)).not.toMatch(/Qx|Rr|walrus/);
  });

  test('a number, too', () => {
    expect(keptOf('Offline note, pin 471 taken')).toBe('Offline note, pin <>');
    expect(keptOf('Offline note, password 12 taken')).toBe('Offline note, password <>');
  });
});

test.each([
  'for bob',
  'of walrus',
  'set walrus',
  'used: walrus',
  'for the walrus',
  'for walrus: zebu',
  'changed from walrus to zebu',
  'reset to Walrus7 zebu',
  'for alice@contoso.com walrus',
  'for alice@contoso.com: walrus',
  'for alice@contoso.com->walrus',
  'for <alice@contoso.com> = walrus',
  'for Bob walrus',
  'of Bob Zebu walrus',
  "of 'Bob Zebu' walrus",
  'of Bob (m17) walrus',
  'of Bob (walrus queue)',
  'of Bob <walrus queue>',
  'for -- walrus',
  'of CONTOSO\\bob walrus',
  'for m17 walrus',
  'for m17 is walrus',
  'for alice@contoso.com was set to walrus',
  'for m17 Walrus7 zebu',
  'for user bob walrus',
  'for the user bob: walrus',
  'for the account of Bob walrus',
  'hint: walrus',
  'hint walrus',
  'salt = walrus',
  'hash is walrus',
  'has been set to walrus',
  '   walrus',
  '   is   walrus',
  '                              walrus',
  '          =          walrus',
  '     -     walrus',
])('words in between do not show it: password %s', (rest) => {
  expect(keptOf(`Offline note, password ${rest}`)).not.toMatch(/bob|walrus|zebu/);
});

describe('what the client says of it stays', () => {
  test.each([
    'Offline note: password expired',
    'Offline note, token refresh failed',
    'EWS cookie jar cleared',
    'EWS token acquired',
    'EWS token 17 acquired, lane up',
    'EWS token (17) acquired, lane up',
    'EWS token: ',
    'EWS Authorization header missing',
    'EWS Basic authentication failed',
    'EWS NTLM authentication failed, credentials rejected',
    'EWS password-change needed',
    'EWS CancellationToken=0',
    'EWS auth failed',
    'EWS auth token expired.',
    'EWS token for bob@contoso.com refreshed',
    'EWS token for m17 refreshed',
    'EWS token for m17 is expired',
    'EWS token for m17, lane up',
    'EWS token for m17 (lane 3) refreshed',
    'EWS token for 17 messages refreshed',
    'EWS token for Outlook EWS request 17 acquired',
    'EWS token for user m17 expired',
    'EWS token for the user refreshed by lane 3',
    'EWS token hash mismatch',
    'EWS token renewal failed with 0x80070005',
    'EWS token validity, token claims, token audience, token reuse, token grant, token redeemed, token verification',
    'EWS token of the lane refreshed',
    'EWS password for Bob expired',
    'EWS password changed for bob@contoso.com',
    'EWS bypass=1',
    'EWS second pass over Drafts',
    'EWS token Authorization::Check',
    'EWS Authorization::Check failed',
    'EWS credentials (none) prompt',
    'EWS spin: 3',
  ])('%s', (line) => {
    expect(secretFrom(line)).toBe(line.length);
  });
});

test.each([
  'token ',
  'password: ',
  'token for m17 ',
  'password for Bob ',
  'password of the user ',
  'token  ',
  'token _is',
  'is ',
  'pass=',
  "token '",
  'secret  - ',
  'new value ',
])('such words are looked for in time that grows with the line: %s', (unit) => {
  const line = unit.repeat(100_000 / unit.length);
  const begun = process.cpuUsage().user;
  secretFrom(line);
  expect(process.cpuUsage().user - begun).toBeLessThan(3_000_000);
});

test.each(
  `password passwd passphrase passcode pwd secret cookie authorization credential api-key private_key token bearer pass pin auth cred pw psw otp passwort kennwort losung
  mot-de-passe mdp contraseña contrasena clave senha wachtwoord parola lösenord losenord adgangskode passord salasana hasło haslo heslo jelszó şifre sifre пароль パスワード
  密码 密碼 암호 비밀번호`.split(/\s+/),
)('%s is soon looked for', (key) => {
  const line = `Offline note saved, ${key}: zqx`;
  expect(secretFrom(line)).toBeLessThan(line.length);
  if (!/[^\x00-\xff]/.test(key)) expect(secretFrom(line.toUpperCase())).toBeLessThan(line.length);
});

test.each(['basic', 'NTLM', 'Negotiate', 'kerberos', 'Digest', 'kennwort', 'şifre', 'pa\u017f\u017fword'])(
  '%s without a sign is soon looked for',
  (key) => {
    const line = `Offline ${key} zqx17zq`;
    expect(secretFrom(line)).toBeLessThan(line.length);
  },
);
