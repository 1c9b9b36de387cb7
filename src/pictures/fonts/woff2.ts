import { brotliDecompressSync } from 'node:zlib';

// The 63 tags a table directory writes as a number (W3C WOFF2, section 4.1).
const TAGS =
  'cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'.split(
    ' ',
  );
const HEADER = 48;

/**
 * The bytes of one table of a WOFF2 font (W3C WOFF2, sections 4 and 5), as stored; `tag` without padding ("cmap").
 * @throws Error when the font has no such table
 */
export function readTable(font: Buffer, tag: string): Buffer {
  const { tables, end } = readDirectory(font);
  const table = tables.find((one) => one.tag === tag);
  if (!table) throw new Error(`a font without a ${tag} table`);
  const data = brotliDecompressSync(font.subarray(end, end + font.readUInt32BE(20)));
  return data.subarray(table.start, table.start + table.length);
}

function readDirectory(font: Buffer) {
  const tables: { tag: string; start: number; length: number }[] = [];
  let [at, start] = [HEADER, 0];
  const base128 = () => {
    for (let value = 0; ; ) {
      const byte = font.readUInt8(at++);
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  };
  for (let left = font.readUInt16BE(12); left > 0; left--) {
    const flags = font.readUInt8(at++);
    const known = TAGS[flags & 0x3f];
    const tag = known ?? font.toString('latin1', at, at + 4);
    if (!known) at += 4;
    const plain = base128();
    // version 3 of glyf and loca means "not transformed", for all others it is 0
    const transformed = flags >> 6 !== (tag === 'glyf' || tag === 'loca' ? 3 : 0);
    const length = transformed ? base128() : plain;
    tables.push({ tag, start, length });
    start += length;
  }
  return { tables, end: at };
}
