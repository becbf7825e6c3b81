import * as sip from '../../make/sip.ts';
import type { Scene } from './scene.ts';

/** What the server tells the client at sign-in. */
export interface Session {
  /** `RTC/6.0` */
  readonly server?: string;
  /** Properties of the in-band provisioning. */
  readonly properties?: Readonly<Record<string, string>>;
  /** The user's own option; absent where the log does not hold it. */
  readonly option?: boolean;
}

/** A sign-in that succeeds: challenged first, as each is, then accepted. */
export function signIn(scene: Scene, session: Session = {}): void {
  const { who } = scene;
  const { server = 'RTC/6.0', properties = { EnableIMAutoArchiving: 'true' }, option } = session;
  const registered = sip.registered(who).replace('RTC/6.0', server);
  scene.sip(1, 'sent', sip.register(who));
  scene.sip(1.1, 'received', registered.replace('200 OK', '401 Unauthorized').replace('Expires: 7200\n', ''));
  scene.sip(1.2, 'sent', sip.register(who).replace('CSeq: 1 ', 'CSeq: 2 '));
  scene.sip(1.3, 'received', registered.replace('CSeq: 1 ', 'CSeq: 2 '));
  scene.sip(2, 'received', sip.provisioning(who, properties));
  if (option !== undefined) scene.sip(2.5, 'received', sip.otherOptions(who, option));
  scene.sip(3, 'received', sip.presence(who, 'bob@contoso.com'));
}

/** A sign-in that is refused each time. */
export function failToSignIn(scene: Scene, status: string): void {
  const { who, dice } = scene;
  const tries = 2 + dice.below(3);
  for (let i = 0; i < tries; i++) {
    const refused = sip
      .registered(who)
      .replace('200 OK', i === 0 ? '401 Unauthorized' : status)
      .replace('Expires: 7200\n', '');
    scene.sip(1 + 10 * i, 'sent', sip.register(who).replace('CSeq: 1 ', `CSeq: ${i + 1} `));
    scene.sip(1.5 + 10 * i, 'received', refused.replace('CSeq: 1 ', `CSeq: ${i + 1} `));
  }
}

/** The user writes to somebody, and the INVITE is answered so: by a server, or by the client of the recipient. */
export function invite(scene: Scene, at: number, to: string, status: string, isByClient: boolean): void {
  const { who, dice } = scene;
  const talk = {
    to,
    callId: dice.hex(32),
    conversationId: `AdHRE${dice.hex(20)}==`,
    text: `Are you there? ${dice.hex(4)}`,
  };
  const more = isByClient
    ? ['User-Agent: UCCAPI/16.0.6965.5308 OC/16.0.6965.2117 (Skype for Business)']
    : ['Ms-Diagnostics: 15030;reason="Failed to route to recipient";source="sfb.contoso.com"', 'Server: RTC/6.0'];
  scene.sip(at, 'sent', sip.invite(who, talk));
  scene.sip(at + 0.6, 'received', sip.replied(who, talk, { status, more }));
}
