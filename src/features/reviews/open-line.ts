import type { Reader } from '../../spoilers/classify.ts';
import { type Line, normalise } from './page/plain.ts';
import { promisesNone, warns } from './page/spoilers.ts';

const LONGEST = 140;
const SHORTEST = 25;

const words = (list: string) => new Set(list.trim().split(/\s+/));

/** Words of praise and blame: one of them makes a sentence a judgement. */
const JUDGEMENT = words(`
  amazing astonishing atmospheric average awesome awful bad beautiful beautifully best better bland boring breathtaking brilliant
  brilliantly captivating charming clever clumsy compelling competent competently confident convincing convincingly cool crisp
  delightful derivative disappointing disappointment disappoints dull effective effectively elegant engaging engrossing enjoy enjoyable
  enjoyed enjoying entertained entertaining entertainment excellent excels excited exciting exhilarating exquisite fantastic fascinating fine
  flat flawed flawless flawlessly forgettable fresh fun funny generic gem good gorgeous great gripping hilarious impressed impressive
  impressively inspired intense interesting intriguing joy kinetic lackluster lacklustre lean likeable likable loved lovely magnificent
  masterful masterfully masterpiece mediocre memorable mesmerising mesmerizing messy mixed neat nice original outstanding overlong
  overrated perfect perfectly playful pleasant pleasing poor poorly powerful praiseworthy predictable pretty recommend recommendable
  recommended refreshing relentless remarkable riveting satisfying sharp skilful skillful skillfully slick slow smart solid special spectacular
  splendid stunning stunningly stylish stylishly stylistic stylized subtle superb superbly surprisingly suspenseful taut tedious tense terrible terrific
  thrilling touching uneven unforgettable uninspired unremarkable vibrant visceral vivid weak well wonderful worst worth worthwhile wow`);

/**
 * What films are made of and what people do with them; none names an event. Words that mean a deed as well ("shot",
 * "executed", "set", "plays both parts") are left out.
 */
const CRAFT = words(`
  acting action actor actors actress actresses adaptation aesthetic aesthetics animation art atmosphere audience
  audiences audio blend budget camera camerawork cast casting choreographed choreography cinema cinematic
  cinematographer cinematography clip colour colours color colors combination comedy composition costume costumes
  craft crafted creative critics dialogue dialog direct directed directing direction director director's drama edited
  editing editor effects fan fans feature film filmed filmmaker filmmakers filmmaking films film's frame genre genres
  horror humor humour image imagery images korean language lead leads length lighting look looks mood movie movies
  movie's music musical neon netflix pace paced pacing performance performances picture polish production quality
  romance runtime scale scene score screen screenplay script sequences series setting shots sight soundtrack sound
  sounds spectacle star stars story storytelling style suspense talent tension theatre theater theme themes thriller
  time tone visual visually visuals watch watchable watched watching western work works world writing written year
  year's hollywood american french japanese british italian german spanish indian cult classic debut remake weekend
  evening popcorn camp blockbuster indie`);

// no verb of doing and no "never", "only", "together", "real": "the two leads never get together" is made of such words
const GRAMMAR = words(`
  a about above absolutely after again all almost along also although am among an and another any are around as at be
  because been below but by can cannot certainly clearly completely could deep definitely delivers deliver deserve
  deserves despite do does done each easily easy either else enough entire entirely especially even extremely fairly
  far feel feels few first for from full fully great hard has have high highly how however i if in incredibly is isn't
  it its it's just kind lack lacks least less level like liked time-pass little long look lot lots love made many mind
  minute minutes more most mostly much must my nearly not of often oh old on opening or overall perhaps personally
  point quite rarely rather really seem seems shines short simple simply sure surely than thanks that that's the then
  there there's these this though thoroughly to too totally truly very viewer viewers viewing was way which will with
  within without yes you're your don't doesn't wasn't aren't i'm i've i'd new big small best-looking fast-paced
  well-made well-acted well-shot well-crafted must-see must-watch`);

/** A turn of phrase that says what happens even where each word is harmless. */
const TELLING =
  /\b(?:end(?:s|ed|ing)? (?:up|with|in|by|when|of)|in the end|at the end|after (?:he|she|they)|when (?:he|she|they)|(?:he|she|they) (?:is|are|was|were|has|had|gets?|takes?|gives?|makes?|finds?|found|lets?)|until (?:he|she|they)|second half|last (?:part|minutes?|scene|shot|one)|twist)\b/i;

/** From this score of the reader on a line is not shown. Of sentences of harmless words none in the training data has 0.08. */
const DOUBTFUL = 0.1;

/**
 * A line of the page that may be shown in the open: a short judgement all of whose words are praise, blame, craft,
 * grammar or the title, so that none can name an event or a person of the story, and that the reader for spoilers has
 * no doubt about. It stands before every spoiler warning; what follows a promise that there are none comes first.
 * English alone has such a list of words: other pages have no line. Undefined where there is doubt.
 */
export function openLine({ lines, language }: Source, title: string, reader: Reader): string | undefined {
  if (language !== 'en') return undefined;
  const warned = lines.findIndex((line) => warns(line.text) && !promisesNone(line.text));
  const open = warned < 0 ? lines : lines.slice(0, warned);
  const promised = open.findIndex((line) => promisesNone(line.text) && line.text.length < 120);
  const sentences = [...(promised < 0 ? [] : sentencesOf(open.slice(promised + 1))), ...sentencesOf(open)];
  return sentences.find(
    (sentence) => isHarmless(sentence, title) && reader.judge(sentence, { title }).spoiler < DOUBTFUL,
  );
}

type Source = { lines: readonly Line[]; language?: string };

/** Turns of phrase that are harmless as a whole though their words are not. */
const HARMLESS =
  /\b(?:from )?(?:beginning|start) to (?:end|finish)\b|\bedge of (?:my|your|the|our) seat\b|\b(?:well|poorly|perfectly|beautifully|superbly|flawlessly)[ -](?:executed|shot|made|acted|set)\b|\b(?:best|worst) of the year\b/giu;

/** Whether a sentence is a judgement and nothing else. */
export function isHarmless(sentence: string, title: string): boolean {
  if (sentence.length < SHORTEST || sentence.length > LONGEST || !/[.!]$/.test(sentence)) return false;
  if (/[\d?:;()[\]"“”«»<>|\n]/.test(sentence.replace(/["“”]/g, '')) || TELLING.test(sentence)) return false;
  const lower = sentence.toLowerCase().replace(/’/g, "'");
  const name = title.toLowerCase().replace(/’/g, "'").trim();
  // the title counts as a whole: the words of "John Dies at the End" would tell by themselves
  const named = name !== '' && lower.includes(name);
  const rest = (named ? lower.replaceAll(name, ' ') : lower).replace(HARMLESS, ' ');
  const spoken = rest.match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) ?? [];
  const known = (word: string) => [JUDGEMENT, CRAFT, GRAMMAR].some((list) => list.has(word));
  const aboutFilm = named || spoken.some((word) => CRAFT.has(word));
  return aboutFilm && spoken.some((word) => JUDGEMENT.has(word)) && spoken.every(known);
}

function sentencesOf(lines: readonly Line[]): string[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  return lines
    .filter((line) => line.heading === 0)
    .flatMap((line) => [...segmenter.segment(normalise(line.text))].map(({ segment }) => segment.trim()));
}
