import { describe, expect, test } from 'vitest';
import { readItem } from '../../../src/etl/wpp/item-types.ts';
import { PayloadReader } from '../../../src/etl/wpp/payload-reader.ts';
import { formatted, printed, tmfOf } from './wpp-record.ts';

const GUID_BYTES = '4433221166558877 99aabbccddeeff00';
const GUID_TEXT = '11223344-5566-7788-99aa-bbccddeeff00';

// Bytes and texts by hand, from what each type is documented to hold.
describe('an argument of each type', () => {
  test.each([
    ['ItemChar', '41', 'c', 'A'],
    ['ItemChar', '80', 'c', '€'],
    ['ItemChar', 'ff', 'd', '-1'],
    ['ItemUChar', 'ff', 'u', '255'],
    ['ItemShort', 'feff', 'd', '-2'],
    ['ItemShort', 'feff', 'hu', '65534'],
    ['ItemUShort', 'feff', 's', '65534'],
    ['ItemLong', '18fcffff', 'd', '-1000'],
    ['ItemLong', '18fcffff', 'x', 'fffffc18'],
    ['ItemLong', '18fcffff', 's', '-1000'],
    ['ItemULong', '00286bee', 'u', '4000000000'],
    ['ItemULong', '00286bee', 's', '4000000000'],
    ['ItemULongX', 'efbeadde', '08lX', 'DEADBEEF'],
    ['ItemLongLong', '000efad5feffffff', 'I64d', '-5000000000'],
    ['ItemULongLong', 'ffffffffffffffff', 'I64u', '18446744073709551615'],
    ['ItemLongLongX', 'fecaefbeadde0000', 'I64x', 'deadbeefcafe'],
    ['ItemLongLongXX', 'fecaefbeadde0000', 'I64X', 'DEADBEEFCAFE'],
    ['ItemLongLongO', '0800000000000000', 'I64o', '10'],
    ['ItemQuad', 'ffffffffffffffff', 'lld', '-1'],
    ['ItemFloat', '0000c03f', 's', '1.5'],
    ['ItemDouble', '0000000000200940', 's', '3.14062'],
    ['ItemDouble', '000000000000f03f', '.2f', '1.00'],
    ['ItemDouble', '000000000000f8bf', '+08.2f', '-0001.50'],
    ['ItemDouble', '000000000000f07f', 'E', 'INF'],
    ['ItemString', '616c70686100', 's', 'alpha'],
    ['ItemRString', '00', 's', ''],
    ['ItemString', '636166e900', 's', 'café'],
    ['ItemString', 'c3a900', 's', 'é'],
    ['ItemWString', '72006f006f0074000000', 's', 'root'],
    ['ItemRWString', 'ac200000', 's', '€'],
    ['ItemPString', '0b00436f756e746564416e7369', 's', 'CountedAnsi'],
    ['ItemPString', '0000', 's', ''],
    ['ItemPWString', '040068006900', 's', 'hi'],
    ['ItemGuid', GUID_BYTES, 's', GUID_TEXT],
    ['ItemCLSID', GUID_BYTES, 's', GUID_TEXT],
    ['ItemIID', GUID_BYTES, 's', GUID_TEXT],
    ['ItemLIBID', GUID_BYTES, 's', GUID_TEXT],
    ['ItemNTSTATUS', '220000c0', 's', '0xc0000022(STATUS_ACCESS_DENIED)'],
    ['ItemNTSTATUS', '00000000', 's', '0x00000000(STATUS_SUCCESS)'],
    ['ItemNTSTATUS', 'adfbcaab', 's', '0xabcafbad'],
    ['ItemHRESULT', '05000780', 's', '0x80070005(ERROR_ACCESS_DENIED)'],
    ['ItemHRESULT', '05400080', 's', '0x80004005(E_FAIL)'],
    ['ItemHRESULT', '91011980', 's', '0x80190191(HTTP_E_STATUS_DENIED)'],
    ['ItemHRESULT', '00000000', 's', '0x00000000(S_OK)'],
    ['ItemHRESULT', 'e22e0780', 's', '0x80072ee2(ERROR_WINHTTP_TIMEOUT)'],
    ['ItemWINERROR', '05000000', 's', '5(ERROR_ACCESS_DENIED)'],
    ['ItemWINERROR', '4c270000', 's', '10060(WSAETIMEDOUT)'],
    ['ItemWINERROR', 'ffffffff', 's', '4294967295'],
    ['ItemNDIS_STATUS', '0b000140', 's', '0x4001000b(NDIS_STATUS_MEDIA_CONNECT)'],
    ['ItemNDIS_STATUS', '010000c0', 's', '0xc0000001(NDIS_STATUS_FAILURE)'],
    ['ItemNDIS_OID', '01010100', 's', '0x00010101(OID_GEN_SUPPORTED_LIST)'],
    ['ItemListLong(false,true)', '01000000', 's', '0x00000001(true)'],
    ['ItemListByte(Low,APC,DPC)', '02', 's', '0x00000002(DPC)'],
    ['ItemListByte(Low,APC,DPC)', '03', 's', '0x00000003'],
    ['ItemListShort(a=5,b,c=0x10)', '0600', 's', '0x00000006(b)'],
    ['ItemListShort(a=5,b,c=0x10)', '1000', 's', '0x00000010(c)'],
    ['ItemSetByte(a,b,c)', '05', 's', '[a,c]'],
    ['ItemSetShort(a,b,c)', '0000', 's', '[]'],
    ['ItemSetLong(1,2,3)', '07000000', 's', '[1,2,3]'],
    ['ItemIPAddr', 'c0a80001', 's', '192.168.0.1'],
    ['ItemPort', '01bb', 's', '443'],
    ['ItemTimestamp', '0000056936c0d501', 's', '2020-01-01 00:00:00.000Z'],
    ['ItemTimestamp', '0000000000000000', 's', '1601-01-01 00:00:00.000Z'],
    ['ItemTimestamp', 'ffffffffffffffff', 's', '-1'],
    ['ItemTimestamp', 'ffffffffffffff7f', 's', '9223372036854775807'],
    ['ItemWaitTime', '0000056936c0d501', 's', '2020-01-01 00:00:00.000Z'],
    ['ItemWaitTime', '800f05fdffffffff', 's', '-5.000s'],
    ['ItemTimeDelta', '80f0fa0200000000', 's', '5.000s'],
    ['ItemTimeDelta', '8813000000000000', 's', '0.001s'],
    ['ItemChar4', '52474241', 's', 'RGBA'],
    ['ItemSid', '0101000000000005 12000000', 's', 'S-1-5-18'],
    ['ItemSid', '0100000000000005', 's', 'S-1-5'],
    ['ItemHexDump', '0300 0a0bff', 's', '0A0BFF'],
  ])('%s %s as %s: %s', (type, hex, spec, expected) => {
    expect(printed(type, hex, spec)).toBe(expected);
  });

  test('a pointer is as wide as those of the program', () => {
    expect(printed('ItemPtr', '785634f101000000', 'p')).toBe('00000001F1345678');
    expect(printed('ItemPtr', '785634f1', 'p', { pointerSize: 4 })).toBe('F1345678');
    expect(printed('ItemPtr', '00000000', '08x', { pointerSize: 4 })).toBe('00000000');
  });

  test('an enumeration reads by the names that the TMF defines', () => {
    const enumv = ['#enumv _State', '{', 'Offline, 2', 'Online, 1', 'Failed, 0xFF000001', '}', ''].join('\n');
    const flags = ['#enumv Access', '{', 'Write, 4', 'Read, 1', '}', ''].join('\n');
    const tmf = `${tmfOf('%10!s! %11!s! %12!s! %13!s! %14!s!', ['ItemEnum(_State)', 'ItemEnum(_State)', 'ItemEnum(_State)', 'ItemFlagsEnum(Access)', 'ItemFlagsEnum(Access)'])}\n${enumv}${flags}`;
    const bytes = Buffer.from('02000000 010000ff 09000000 05000000 08000000'.replaceAll(' ', ''), 'hex');
    expect(formatted(tmf, bytes).message).toBe('Offline Failed 0x9 Read | Write(0x5) 0x8');
  });
});

describe('how a value is printed', () => {
  test.each([
    ['ItemLong', '2a000000', '05d', '00042'],
    ['ItemLong', '2a000000', '5d', '   42'],
    ['ItemLong', '2a000000', '-5d', '42   '],
    ['ItemLong', '2a000000', '+d', '+42'],
    ['ItemLong', '2a000000', ' d', ' 42'],
    ['ItemLong', 'd6ffffff', '05d', '-0042'],
    ['ItemLong', 'd6ffffff', '.4d', '-0042'],
    ['ItemLong', '2a000000', '08.4d', '    0042'],
    ['ItemLong', '2a000000', '#x', '0x2a'],
    ['ItemLong', '2a000000', '#010x', '0x0000002a'],
    ['ItemLong', '2a000000', '#o', '052'],
    ['ItemLong', '00000000', '#x', '0'],
    ['ItemLong', '2a000000', 'I32d', '42'],
    ['ItemLong', '2a000000', 'ld', '42'],
    ['ItemLong', '41000000', 'c', 'A'],
    ['ItemLong', '41000000', 'wc', 'A'],
    ['ItemLong', '2a000000', 'q7', '42'],
    ['ItemString', '616263 00', '6s', '   abc'],
    ['ItemString', '616263 00', '06s', '   abc'],
    ['ItemString', '616263 00', '-6s', 'abc   '],
    ['ItemString', '616263 00', '.2s', 'ab'],
    ['ItemString', '616263 00', 'ws', 'abc'],
    ['ItemString', '616263 00', 'd', 'abc'],
  ])('%s %s as %s: %s', (type, hex, spec, expected) => {
    expect(printed(type, hex, spec)).toBe(expected);
  });

  test.each(['999999999d', '.999999999d', '999999999s', '-999999999x'])('%s is no way to fill the memory', (spec) => {
    expect(printed('ItemLong', '2a000000', spec).length).toBeLessThanOrEqual(1024);
  });

  test('the text around arguments is that of FormatMessage, with the names of WPP', () => {
    const tmf = tmfOf(
      '50%% of %11!d! then %10!d!%n%!FUNC! %!LEVEL! %!FLAGS! %!COMPNAME!|%!SUBCOMP!|%!ODD! 100% %1 %2 %12',
      ['ItemLong', 'ItemLong'],
    );
    const { message } = formatted(tmf, Buffer.from('0100000002000000', 'hex'));
    expect(message).toBe('50% of 2 then 1\nFoo::Bar TRACE All spooler||%!ODD! 100 spooler foo_cpp7 <?>');
  });

  test('fields of the prefix are those of the record', () => {
    const tmf = tmfOf('[%9!d!]%8!04X!.%3!04X! %4!s! %7!08x!', []);
    expect(formatted(tmf, Buffer.alloc(0), { sequence: 0xd0b31 }).message).toBe(
      '[3]2A4C.07B8 01/01/1601-00:00:00.0000000 000d0b31',
    );
  });
});

describe('a payload that does not fit', () => {
  test.each([
    ['ends within a number', ['ItemLong', 'ItemLong'], '0100000002', '1|<?> <02>', 'too-short', 1],
    ['has a text without an end', ['ItemString', 'ItemLong'], '616263', 'abc|<?>', 'too-short', 0],
    ['has a wide text without an end', ['ItemWString', 'ItemLong'], '610062', 'a|<?>', 'too-short', 0],
    ['counts more than there is', ['ItemPString', 'ItemLong'], 'ffff6162', 'ab|<?>', 'too-short', 0],
    [
      'has an account of 255 parts',
      ['ItemSid', 'ItemLong'],
      '01ff00000000000512000000',
      'S-1-5-18|<?>',
      'too-short',
      0,
    ],
    ['is empty', ['ItemLong', 'ItemLong'], '', '<?>|<?>', 'too-short', 0],
    ['holds more', ['ItemChar', 'ItemChar'], '01020aff', '1|2 <0AFF>', 'left-over', 2],
    ['has a type that nothing is known of', ['ItemChar', 'ItemMystery(1,2)'], '010aff', '1|0AFF', 'unknown-type', 2],
    ['fits', ['ItemChar', 'ItemChar'], '0102', '1|2', undefined, 0],
  ])('%s', (_, types, hex, message, misfit, left) => {
    const found = formatted(tmfOf('%10!s!|%11!s!', types), Buffer.from(hex, 'hex'));
    expect({ message: found.message, misfit: found.misfit, left: found.left }).toEqual({ message, misfit, left });
  });
});

test('reading an argument leaves the payload as it is', () => {
  const types = ['ItemGuid', 'ItemSid', 'ItemHexDump', 'ItemIPAddr', 'ItemPWString', 'ItemTimestamp', 'ItemDouble'];
  for (const type of types) {
    const payload = Buffer.from(Array.from({ length: 32 }, (_, i) => i));
    readItem({ type, number: 10 }, new PayloadReader(payload, 8));
    expect([...payload], type).toEqual([...payload].map((_, i) => i));
  }
});
