const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** Bytes at the head of a page in which it names its charset (HTML standard, prescan). */
const PRESCAN = 1024;
const META =
  /<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w:.-]{1,40})|<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([\w:.-]{1,40})["']/i;

/**
 * The text of a page: by its byte order mark, the charset it was sent with, the one its head names, else UTF-8 where it
 * is valid UTF-8, else Korean where it is valid EUC-KR with Hangul in it, else Windows-1252 as browsers guess.
 * Undefined for what is no text: it holds zero bytes.
 */
export function decodePage(bytes: Uint8Array, charset?: string): string | undefined {
  const text = named(bytes, charset) ?? guessed(bytes);
  return text.includes('\0') ? undefined : text;
}

function named(bytes: Uint8Array, charset: string | undefined): string | undefined {
  const mark = MARKS.find(([, head]) => head.every((byte, index) => bytes[index] === byte))?.[0];
  const found = META.exec(new TextDecoder('latin1').decode(bytes.subarray(0, PRESCAN)));
  const inside = found?.[1] ?? found?.[2];
  // a page whose head can be read byte by byte is no UTF-16, whatever it says
  const stated = inside && /^utf-?16/i.test(inside) ? 'utf-8' : inside;
  for (const label of [mark, charset, stated]) {
    const decoder = label === undefined ? undefined : decoderFor(label);
    if (decoder) return decoder.decode(bytes);
  }
  return undefined;
}

function guessed(bytes: Uint8Array): string {
  const korean = strictly(bytes, 'euc-kr');
  const hangul = korean?.match(/\p{Script=Hangul}/gu)?.length ?? 0;
  return (
    strictly(bytes, 'utf-8') ??
    (korean !== undefined && hangul > 20 ? korean : new TextDecoder('windows-1252').decode(bytes))
  );
}

function strictly(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A decoder of that name; undefined for a name that nobody knows. */
function decoderFor(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}
