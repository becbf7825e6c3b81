import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/diagnosis/environment/index.ts';
import type { Observation } from '../../src/model/observation.ts';
import { client, ewsRequest, exchange, input, policy, second, user } from './sample-input.ts';

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
