import { expect, test } from 'vitest';
import { decodePage } from '../../src/net/decode.ts';

// "별 세 개" in EUC-KR, then a Hangul text long enough to be told by
const STARS = [0xba, 0xb0, 0x20, 0xbc, 0xbc, 0x20, 0xb0, 0xb3];
const euckr = (...bytes: number[]) => Uint8Array.from(bytes);
const utf16 = (text: string, mark = true) => Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le');
const ascii = (text: string) => [...Buffer.from(text, 'latin1')];

test.each<[string, Uint8Array, string | undefined, string]>([
  ['UTF-8', Buffer.from('Fähre 별'), undefined, 'Fähre 별'],
  ['UTF-8 with a mark, whatever the header says', Buffer.from('\uFEFFFähre'), 'windows-1252', 'Fähre'],
  ['UTF-16 by its mark', utf16('Fähre 별'), undefined, 'Fähre 별'],
  ['UTF-16, high byte first', utf16('Fähre').swap16(), undefined, 'Fähre'],
  ['UTF-16 by the header', utf16('Fähre', false), 'utf-16le', 'Fähre'],
  ['EUC-KR by the header', euckr(...STARS), 'euc-kr', '별 세 개'],
  ['EUC-KR by another of its names', euckr(...STARS), 'ks_c_5601-1987', '별 세 개'],
  [
    'EUC-KR by the head',
    euckr(...ascii('<meta charset="euc-kr">'), ...STARS),
    undefined,
    '<meta charset="euc-kr">별 세 개',
  ],
  ['EUC-KR unannounced', euckr(...Array(9).fill(STARS).flat()), undefined, '별 세 개'.repeat(9)],
  ['Windows-1252 by the header', euckr(...ascii('F\xe4hre 5 \x80')), 'windows-1252', 'Fähre 5 €'],
  ['Windows-1252 by its older name', euckr(...ascii('F\xe4hre')), 'iso-8859-1', 'Fähre'],
  ['Windows-1252 unannounced', euckr(...ascii('F\xe4hre f\xfcr alle')), undefined, 'Fähre für alle'],
  [
    'the head, in the long form',
    euckr(...ascii('<META http-equiv="Content-Type" content="text/html; charset=windows-1252">\xe4')),
    undefined,
    '<META http-equiv="Content-Type" content="text/html; charset=windows-1252">ä',
  ],
  [
    'a head that says UTF-16 and is none',
    Buffer.from('<meta charset="utf-16">ä'),
    undefined,
    '<meta charset="utf-16">ä',
  ],
  ['a charset that nobody knows', Buffer.from('ä'), 'klingon', 'ä'],
])('%s', (_, bytes, charset, text) => {
  expect(decodePage(bytes, charset)).toBe(text);
});

test('what holds zero bytes is no text', () => {
  expect(decodePage(Uint8Array.of(0x50, 0x4b, 0, 3))).toBeUndefined();
  expect(decodePage(utf16('no mark', false))).toBeUndefined();
});
