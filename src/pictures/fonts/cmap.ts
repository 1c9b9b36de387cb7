/**
 * The code points a font has a glyph for, from its cmap table (OpenType, formats 4 and 12; variation sequences and
 * the formats of old are passed over).
 */
export function charactersOf(cmap: Buffer): Set<number> {
  const found = new Set<number>();
  for (let index = cmap.readUInt16BE(2); index > 0; index--) {
    const subtable = cmap.subarray(cmap.readUInt32BE(4 + 8 * (index - 1) + 4));
    const format = subtable.readUInt16BE(0);
    if (format === 4) readSegments(subtable, found);
    if (format === 12) readGroups(subtable, found);
  }
  return found;
}

function readSegments(table: Buffer, found: Set<number>): void {
  const twice = table.readUInt16BE(6);
  for (let segment = 0; segment < twice; segment += 2) {
    const end = table.readUInt16BE(14 + segment);
    const start = table.readUInt16BE(16 + twice + segment);
    const delta = table.readUInt16BE(16 + 2 * twice + segment);
    const offsetAt = 16 + 3 * twice + segment;
    const offset = table.readUInt16BE(offsetAt);
    for (let point = start; point <= end && point < 0xffff; point++) {
      const glyph = offset === 0 ? point + delta : table.readUInt16BE(offsetAt + offset + 2 * (point - start));
      if ((glyph & 0xffff) !== 0) found.add(point);
    }
  }
}

function readGroups(table: Buffer, found: Set<number>): void {
  const groups = table.readUInt32BE(12);
  for (let group = 0; group < groups; group++) {
    const [start, end, glyph] = [0, 4, 8].map((field) => table.readUInt32BE(16 + 12 * group + field));
    for (let point = start ?? 0; point <= (end ?? -1); point++) if (glyph !== 0 || point !== start) found.add(point);
  }
}
