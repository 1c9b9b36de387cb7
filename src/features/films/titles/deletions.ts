/** 32-bit FNV-1a, signed as PostgreSQL's integer is. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value | 0;
}

const LONGEST = 32;
/** How much of a word is looked at: words one edit apart are so in their beginnings, or begin alike. */
const BEGINNING = 7;

/**
 * Hashes of a word's beginning and of all that is left of it when one letter is missing. Two words one edit apart share
 * at least one (the method of SymSpell), so an index of these finds them without looking at every word.
 */
export function deletions(word: string): number[] {
  if (word.length < 2 || word.length > LONGEST) return [];
  const begun = word.slice(0, BEGINNING);
  const kept = word.length === 2 ? [word] : [begun, ...withoutOne(begun)];
  return [...new Set(kept.map(hash))];
}

/** The same with two letters missing: what a word two slips away may share with `deletions` of the right one. */
export function farDeletions(word: string): number[] {
  if (word.length < 5 || word.length > LONGEST) return [];
  return [
    ...new Set(
      withoutOne(word.slice(0, BEGINNING + 1))
        .flatMap(withoutOne)
        .map(hash),
    ),
  ];
}

const withoutOne = (word: string) => Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1));
