/** Turns of phrase and outward signs of an English sentence. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  'cast-in-brackets': /\(\s*\p{Lu}[\p{L}.'’-]+(?:\s+\p{Lu}[\p{L}.'’-]+){1,3}\s*\)/u,
  'played-by': /\b(?:played|portrayed|acted|voiced|directed|written|produced|helmed) by\b/i,
  year: /\b(?:19|20)\d\d\b/,
  number: /\d/,
  question: /\?/,
  exclaim: /!/,
  quote: /["“”]/,
  colon: /:/,
  address: /https?:|www\.|@|©/i,
  ellipsis: /\.{3}|…/,
  dash: /--|—|–/,
  'as-a': /\bas (?:a|an|the)\b/i,
  'turns-out':
    /\bturn(?:s|ed)? out\b|\bit was (?:all|really|actually)\b|\b(?:was|is|are|were) (?:secretly|behind|(?:actually|really) (?:an?|the|his|her|their|dead|alive|behind)\b)/i,
  'in-the-end':
    /\b(?:in the end|at the end|ends? (?:up|with|in|when|as)|by the (?:end|time)|final(?:ly)?|the (?:film|movie|story) (?:ends|closes|concludes|climaxes))\b/i,
  'only-to': /\bonly (?:to|for)\b|\bso that\b|\bin order to\b|\bbecause (?:he|she|they)\b|\bdue to\b/i,
  'after-he': /\b(?:after|when|before|until|as|while|once|where) (?:he|she|they|his|her|their|\p{Lu}\p{L}+)\b/u,
  'after-ing': /\b(?:after|before|while|upon|by) \p{L}+ing\b/iu,
  'and-does': /\p{L}+s\b[^.]{0,40}\band (?:then )?\p{L}{2,}s\b/u,
  'learns-that':
    /\b(?:learns?|discovers?|finds?|reali[sz]es?|reveals?|reveal(?:ed|ing)|believes?|knows?|tells?|explains?|admits?) (?:that|out|he|she|they|his|her|\p{Lu})/u,
  'to-do-him': /\bto \p{L}+ (?:him|her|them|his)\b/iu,
  'opens-we': /^(?:We|I|It|This|That|The (?:film|movie|script|story|result|action|cast))\b/,
  'opens-he': /^(?:He|She|They|His|Her|Their)\b/,
  'opens-then':
    /^(?:Then|Later|Soon|After|When|As|Before|Meanwhile|Next|Upon|While|Once|With|Eventually|Finally|Cut to)\b/,
  fragment: /^\S+(?:\s\S+){0,5}$/,
};

/** The names of the shapes a sentence has. Give it some hundred characters at most: one pattern looks far. */
export function shapesOf(sentence: string): string[] {
  return Object.keys(SHAPES).filter((name) => SHAPES[name]?.test(sentence));
}
