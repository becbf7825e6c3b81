import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/diagnosis/environment/index.ts';
import type { Observation } from '../../src/model/observation.ts';
import { client, ewsRequest, exchange, input, listed, logEntry, policy, second, user } from './sample-input.ts';

function environmentOf(...observations: readonly Observation[]) {
  return readEnvironment(input({ observations })).environment;
}

it('nothing seen, nothing told', () => {
  expect(environmentOf()).toEqual({});
});

describe('the client version', () => {
  it('of a User-Agent outranks that of a trace file name, however often and late', () => {
    const names = [2, 3, 4].map((at) => client(at, '16.0.6965.5305', 'trace-file-name'));
    const { clientVersion } = environmentOf(client(1, '16.0.6965.2117', 'sip-user-agent'), ...names);
    expect(clientVersion).toMatchObject({ value: '16.0.6965.2117', certainty: 'proven' });
  });

  it('of a trace file name counts with three fields, as possible', () => {
    const { clientVersion, installType, channel } = environmentOf(client(1, '16.0.6965.5305', 'trace-file-name'));
    expect(clientVersion).toMatchObject({ value: '16.0.6965', certainty: 'possible' });
    expect(installType).toMatchObject({ value: 'click-to-run', certainty: 'possible' });
    expect(channel).toBeUndefined();
  });

  it('is the latest after an update, and then one step less certain', () => {
    const { clientVersion } = environmentOf(client(1, '16.0.6741.2048'), client(2, '16.0.6965.2092'));
    expect(clientVersion).toMatchObject({ value: '16.0.6965.2092', certainty: 'likely' });
    expect(clientVersion?.evidence.map((ref) => ref.at)).toEqual([second(2)]);
  });

  it('that is none is passed over, and without another one the fact is absent with the reason', () => {
    expect(environmentOf(client(1, '16.0.6741.2048'), client(2, 'latest')).clientVersion?.value).toBe('16.0.6741.2048');
    const { environment, notes } = readEnvironment(input({ observations: [client(1, 'latest')] }));
    expect(environment.clientVersion).toBeUndefined();
    expect(notes.get('clientVersion')).toContain("'latest'");
  });

  it('that the user states outweighs all', () => {
    const observations = [client(1, '16.0.6741.2048')];
    const { environment } = readEnvironment(input({ observations, stated: { clientVersion: '16.0.6965.2053' } }));
    expect(environment.clientVersion).toEqual({ value: '16.0.6965.2053', certainty: 'proven', evidence: [] });
    expect(environment.channel?.value).toBe('current');
  });
});

describe('a log of Exchange, which holds the calls of all users', () => {
  const calls = [
    logEntry(1, 'alice@contoso.com', '16.0.6741.2047'),
    logEntry(2, 'bob@contoso.com', '16.0.6965.2092'),
    logEntry(3, 'contoso\\carol', '16.0.6001.1078'),
  ];

  it('tells the version of the user, where that is known', () => {
    const { user: seen, clientVersion } = environmentOf(user(9, 'alice@contoso.com'), ...calls);
    expect(seen).toMatchObject({ value: 'alice@contoso.com', certainty: 'proven' });
    expect(clientVersion).toMatchObject({ value: '16.0.6741.2047', certainty: 'likely' });
  });

  it('tells neither user nor version where there are several', () => {
    expect(environmentOf(...calls)).toEqual({});
    expect(environmentOf(user(9, 'dave@contoso.com'), ...calls).clientVersion).toBeUndefined();
  });

  it('tells both where there is one', () => {
    const { user: seen, clientVersion } = environmentOf(...calls.slice(0, 1));
    expect(seen).toMatchObject({ value: 'alice@contoso.com', certainty: 'likely' });
    expect(clientVersion).toMatchObject({ value: '16.0.6741.2047', certainty: 'likely' });
  });

  it('yields to what the PC says of its client', () => {
    const registry = client(1, '16.0.6965.2058', 'configuration');
    const { clientVersion } = environmentOf(user(9, 'alice@contoso.com'), registry, ...calls);
    expect(clientVersion).toMatchObject({ value: '16.0.6965.2058', certainty: 'likely' });
  });

  it('yields to the version of an answer', () => {
    const log = { ...exchange(3, 15, 0, 1178), origin: 'ews-log' } as const;
    expect(environmentOf(exchange(1, 15, 1, 466), log).exchangeVersion).toMatchObject({ certainty: 'proven' });
    expect(environmentOf(log).exchangeVersion).toMatchObject({ certainty: 'likely' });
    expect(environmentOf(log).mailbox).toMatchObject({ value: 'on-premises', certainty: 'likely' });
  });
});

describe('kind of installation and channel', () => {
  it('of the registry are likely where the version is not known', () => {
    const { installType, channel } = environmentOf(listed.clickToRun(1), listed.channel(1, 'deferred'));
    expect(installType).toMatchObject({ value: 'click-to-run', certainty: 'likely' });
    expect(channel).toMatchObject({ value: 'deferred', certainty: 'likely' });
  });

  it('that the version alone makes possible are what the registry says', () => {
    const { channel } = environmentOf(client(1, '16.0.6868.9999'), listed.channel(2, 'deferred'));
    expect(channel).toMatchObject({ value: 'deferred', certainty: 'likely' });
  });

  it('that the version proves are what the version says', () => {
    const { installType, channel } = environmentOf(
      client(1, '16.0.4405.1000'),
      client(2, '16.0.4405.1000'),
      listed.clickToRun(3),
    );
    expect(installType).toMatchObject({ value: 'msi', certainty: 'proven' });
    expect(channel).toBeUndefined();
    const both = environmentOf(client(1, '16.0.6965.2092'), listed.channel(2, 'deferred'));
    expect(both.channel).toMatchObject({ value: 'deferred', certainty: 'proven' });
    expect(both.channel?.evidence).toHaveLength(2);
  });
});

it('the EWS URL that the client has found stands in for requests that were not seen', () => {
  const other = listed.ewsUrl(1, 'https://out.contoso.com/ews/exchange.asmx', false);
  const found = listed.ewsUrl(2, 'https://mail.contoso.com/ews/exchange.asmx');
  expect(environmentOf(other, found).ewsUrl).toMatchObject({
    value: 'https://mail.contoso.com/ews/exchange.asmx',
    certainty: 'likely',
  });
  expect(environmentOf(other).ewsUrl).toMatchObject({ certainty: 'possible' });
  expect(environmentOf(found, ewsRequest(3, 'old.contoso.com')).ewsUrl?.value).toContain('old.contoso.com');
});

describe('a policy', () => {
  it('in band outweighs a companion file of any time', () => {
    const { enableIMAutoArchiving } = environmentOf(
      policy(1, 'EnableIMAutoArchiving', false),
      policy(2, 'EnableIMAutoArchiving', true, 'companion'),
    );
    expect(enableIMAutoArchiving).toMatchObject({ value: false, certainty: 'proven' });
  });

  it('that changed in band has its latest value, one step less certain', () => {
    const { enableOfflineIM } = environmentOf(policy(1, 'EnableOfflineIM', false), policy(2, 'EnableOfflineIM', true));
    expect(enableOfflineIM).toMatchObject({ value: true, certainty: 'likely' });
  });

  it('of companion files alone is likely, and possible where they disagree', () => {
    const one = policy(1, 'imAutoArchiving', false, 'companion');
    const other = policy(2, 'imAutoArchiving', true, 'companion');
    expect(environmentOf(one).imAutoArchiving).toMatchObject({ value: false, certainty: 'likely' });
    expect(environmentOf(one, other).imAutoArchiving).toMatchObject({ value: true, certainty: 'possible' });
  });

  it('listed by a cmdlet outweighs the policy key of the PC, and that the one of its user', () => {
    const userKey = policy(3, 'EnableIMAutoArchiving', false, 'user-policy');
    const machineKey = policy(2, 'EnableIMAutoArchiving', true, 'machine-policy');
    const cmdlet = policy(1, 'EnableIMAutoArchiving', false, 'companion');
    expect(environmentOf(userKey).enableIMAutoArchiving).toMatchObject({ value: false, certainty: 'likely' });
    expect(environmentOf(machineKey, userKey).enableIMAutoArchiving).toMatchObject({
      value: true,
      certainty: 'likely',
    });
    expect(environmentOf(cmdlet, machineKey, userKey).enableIMAutoArchiving).toMatchObject({ value: false });
  });

  it('listed by a cmdlet is contested by a policy key that says otherwise, and one in band is not', () => {
    const name = 'EnableIMAutoArchiving';
    const list = policy(1, name, true, 'companion', 'Global');
    const readWith = (...observations: readonly Observation[]) => {
      const { contested, notes, environment } = readEnvironment(input({ observations: [list, ...observations] }));
      return {
        isContested: contested.has('enableIMAutoArchiving'),
        note: notes.get('enableIMAutoArchiving'),
        environment,
      };
    };
    const key = policy(2, name, false, 'machine-policy');
    expect(readWith(key)).toMatchObject({ isContested: true, note: expect.stringContaining('says false') });
    expect(readWith(key).environment.enableIMAutoArchiving).toMatchObject({ value: true, certainty: 'possible' });
    expect(readWith(policy(2, name, false, 'user-policy')).isContested).toBe(true);
    expect(readWith(policy(2, name, true, 'machine-policy'), policy(3, name, false, 'user-policy')).isContested).toBe(
      false,
    );
    expect(readWith(key, policy(3, name, true))).toMatchObject({ isContested: false, note: undefined });
  });

  it('that changed in band says so, and is contested where nothing tells which value came later', () => {
    const readOf = (...observations: readonly Observation[]) => {
      const { contested, notes, environment } = readEnvironment(input({ observations }));
      const { value, certainty } = environment.enableOfflineIM ?? {};
      return { value, certainty, isContested: contested.has('enableOfflineIM'), note: notes.get('enableOfflineIM') };
    };
    const on = policy(1, 'EnableOfflineIM', true);
    expect(readOf(on, policy(2, 'EnableOfflineIM', false))).toEqual({
      value: false,
      certainty: 'likely',
      isContested: false,
      note: expect.stringMatching(/^EnableOfflineIM was true until it became false at 2016-05-10T08:00:02/),
    });
    expect(readOf(on, policy(2, 'EnableOfflineIM', true))).toMatchObject({ certainty: 'proven', note: undefined });
    const { at: _, ...untimed } = policy(2, 'EnableOfflineIM', false);
    for (const other of [policy(1, 'EnableOfflineIM', false), untimed]) {
      expect(readOf(on, other)).toMatchObject({ isContested: true, note: expect.stringContaining('which came later') });
    }
  });

  it('of several that a cmdlet listed is that of the organisation, as possible; where all agree it is likely', () => {
    const listOf = (...values: readonly (readonly [string, boolean])[]) =>
      environmentOf(
        ...values.map(([identity, value], i) => policy(i, 'EnableIMAutoArchiving', value, 'companion', identity)),
      ).enableIMAutoArchiving;
    expect(listOf(['Global', true], ['Tag:Sales', false])).toMatchObject({ value: true, certainty: 'possible' });
    expect(listOf(['Tag:A', true], ['Tag:Sales', false])).toMatchObject({ value: false, certainty: 'possible' });
    expect(listOf(['Global', false], ['Tag:Sales', false])).toMatchObject({ value: false, certainty: 'likely' });
    expect(listOf(['Tag:Sales', false])).toMatchObject({ value: false, certainty: 'likely' });
    expect(listOf(['Global', false])).toMatchObject({ value: false, certainty: 'likely' });
  });

  it('that lists contradict is contested, one that changed in band is not', () => {
    const contestedBy = (...origins: readonly ('companion' | 'in-band')[]) => {
      const observations = origins.map((origin, i) => policy(i, 'EnableOfflineIM', i === 0, origin));
      return [...readEnvironment(input({ observations })).contested];
    };
    expect(contestedBy('companion', 'companion')).toEqual(['enableOfflineIM']);
    expect(contestedBy('in-band', 'in-band')).toEqual([]);
    expect(contestedBy('in-band', 'companion')).toEqual([]);
  });

  it('says nothing of the other policies', () => {
    expect(Object.keys(environmentOf(policy(1, 'EnableOfflineIM', true)))).toEqual(['enableOfflineIM']);
  });
});

describe('the user', () => {
  it('is the address seen most often', () => {
    const { user: seen } = environmentOf(
      user(1, 'bob@contoso.com'),
      user(2, 'alice@contoso.com', 'ews-header'),
      user(3, 'Alice@contoso.com', 'ews-header'),
    );
    expect(seen).toMatchObject({ value: 'alice@contoso.com', certainty: 'likely' });
  });

  it('is, of equals, the one with the strongest witness, then the first by alphabet', () => {
    const mail = user(1, 'a@contoso.com', 'ews-header');
    expect(environmentOf(mail, user(2, 'b@contoso.com', 'spooler-path')).user?.value).toBe('b@contoso.com');
    expect(environmentOf(user(1, 'b@contoso.com'), user(2, 'a@contoso.com')).user?.value).toBe('a@contoso.com');
  });
});

it('the EWS URL is the one most requests went to, whatever its case', () => {
  const { ewsUrl } = environmentOf(
    ewsRequest(1, 'old.contoso.com'),
    ewsRequest(2, 'mail.contoso.com', '/EWS/Exchange.asmx'),
    ewsRequest(3, 'mail.contoso.com', 'https://mail.contoso.com/ews/exchange.asmx'),
  );
  expect(ewsUrl).toMatchObject({ value: 'https://mail.contoso.com/EWS/Exchange.asmx', certainty: 'likely' });
});

it('the Exchange version is the latest one, likely where it changed', () => {
  const { exchangeVersion } = environmentOf(exchange(1, 15, 0, 1210), exchange(2, 15, 1, 466));
  expect(exchangeVersion).toMatchObject({ value: '15.1.466 (Exchange 2016 CU2)', certainty: 'likely' });
});

it('a fact cites three places at most, the first in time', () => {
  const { user: seen } = environmentOf(...[5, 4, 3, 2, 1].map((at) => user(at, 'alice@contoso.com')));
  expect(seen?.evidence.map((ref) => ref.at)).toEqual([second(1), second(2), second(3)]);
});
