/**
 * How firmly a number stands on its page as the verdict: named as the overall one, named a rating, alone on its line
 * (or in the page's title), given by a verb ("I give it"), or a last word that closes a paragraph.
 */
export type Standing = 'overall' | 'labelled' | 'alone' | 'given' | 'closing';

export const STANDINGS: readonly Standing[] = ['overall', 'labelled', 'alone', 'given', 'closing'];

/** Where a number was found. `previous` is the line before, `last` whether its line is among the last of the page. */
export type Place = { before: string; after: string; previous: string; title: boolean; last: boolean };

const LABEL = [
  'ratings?|(?:our|my) (?:take|view|opinion)|overall|bottom line|score|verdict|grade|mark|stars?|points|(?:the |der )?(?:film|movie)(?=\\s*[:=])',
  '(?:gesamt|film)?(?:wertung|bewertung|note|urteil|fazit|punkte|punktzahl|sterne)|gesamt(?:eindruck|ergebnis)?|insgesamt',
  'nota|puntuaci[oó]n|valoraci[oó]n|calificaci[oó]n|veredicto|estrellas',
  'notation|verdict|appr[ée]ciation|avis|[ée]toiles|voto|valutazione|giudizio|avalia[çc][ãa]o|cijfer|beoordeling|waardering|betyg|karakter',
].join('|');
// Korean words are written together, so that a label may follow any letter
const KOREAN_LABEL = '(?:평점|별점|점수|총점|총평|한줄평|만족도)|(?<!\\p{L})별';
const FILLER = String.raw`(?:\s+(?:is|was|would be|ist|es|est|of|von|lautet))?(?:\s+(?:an?|eine?|une?|uno?))?(?:\s+(?:solid|strong|light|weak|generous|perfect|solide|klare?))?`;
const ADJECTIVE = String.raw`(?:\s+(?:globale?|finale?|g[eé]n[eé]rale?|personal|personnelle|total))?`;
const SUBJECT = String.raw`(?:\s+(?:of|for|für|zu|de|del|pour|di)\s+[^.!?:]{1,60}?)?`;
const LABELLED = new RegExp(
  String.raw`(?:(?<!\p{L})(?:${LABEL})|(?:${KOREAN_LABEL})(?:[은는이가을를]요?)?(?:\s?(?:주자면|준다면|드리자면|매기자면|매긴다면))?)${ADJECTIVE}${SUBJECT}${FILLER}\s*[:=–—|/~-]*\s*["'(\[]?\s*$`,
  'iu',
);
const LABEL_ALONE = new RegExp(String.raw`^[^.!?]{0,25}(?:(?<!\p{L})(?:${LABEL})|${KOREAN_LABEL})\s*[:–—-]?$`, 'iu');
const OVERALL =
  /(?:overall|final|in total|insgesamt|gesamt\p{L}*|fazit|total|en conjunto|au final|globale?|verdict|총점|종합|총평)[^.!?]{0,30}$/iu;

const UNIT = String.raw`(?:stars?|points?|sterne?n?|punkte?n?|estrellas?|puntos?|[ée]toiles?|stelle|punti|sterren|점|개)`;
const TRAIL = new RegExp(String.raw`^\s*["'”’)\]]?\s*${UNIT}?\s*["'”’)\].!~*]*(?:\s*#\S+)*\s*$`, 'iu');
const ALONE_BEFORE = /^[\s"'“([*=>|•–—-]*$/u;
const SENTENCE_START = /(?:^|[.!?…"”»)\]:–—~]|\s-)\s*["'“([]?\s*$/u;
const GIVEN =
  /(?:\b(?:giv(?:e|es|ing)|gave|rated?|rating|scor(?:e|es|ed|ing)|award(?:s|ed|ing)?|grad(?:e|ed)|earns?|gets?|deserves|vergeben?|geben?|gibt|gibts|bekommt|kriegt|verdient|erhält|doy|damos|pongo|merece|lleva|donner?|mets|mérite|attribue|geef|krijgt|merita|assegno|dou|sind es|go(?:ing)?\swith|settl(?:e|ed|ing)\s(?:on|for)|land(?:s|ed|ing)?\s(?:on|at)|comes?\s(?:in|out)\sat|call(?:ing)?\sit)\b|\bI(?:['’]d| would|['’]ll)?\s(?:put|call|say|go with)\b)[^.!?]{0,60}$/iu;
// what a widget adds to a mean: "4.2/5 (37 votes)"
const COUNTED =
  /^[^.!?\n]{0,12}?[([,–—-]?\s*(?:from|based on|by|aus|bei|von|sur|de)?\s*\d[\d.,]*\s*(?:votes?|voters?|ratings?|reviews?|users?|stimmen|bewertungen|votos?|avis|voix|명|건)(?!\p{L})/iu;
const STATED = /\s(?:is|was|are|ist|war|es|est)(?:\s(?:an?|eine?|una?|une|like an?))?\s+$/iu;
const STATED_OF_FILM =
  /(?<!\p{L})(?:it|this|that|which|one|film|movie|flick|overall|me|verdict|das|dieser|er|película|cinta|ce)(?!\p{L})[^.!?]{0,40}$/iu;
const FOR_THE_FILM =
  /^\s*(?:für (?:den|diesen) film|for (?:the|this) (?:film|movie|one)|pour (?:le|ce) film|para (?:la|esta) película|(?:for this|für diese[nrsm]?|pour (?:ce|cet|cette)|para est[ae]) \p{L}+)(?!\p{L})/iu;
const EXPLAINED =
  /^\s*(?:[.!:;–—-]\s|(?:,?\s?would|wouldn['’]t|because|since|for (?:the|me|its)|,?\s?(?:weil|because|porque|parce que))(?!\p{L}))/iu;
// "28/01/2022 | 3.5/5 | Mona": a part of the row that says who wrote when
const PART_OF_ROW = /[|•·]\s*$/u;
const PART_ENDS = /^\s*(?:$|[|•·])/u;
const DATED =
  /\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}|\d{4}-\d\d-\d\d|\p{L}{3,10}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\.?\s\p{L}{3,10}\.?\s\d{4}/u;
const DATE_BEFORE = /\b(?:on|until|till|since|from|am|vom|bis|seit|ab|le|el|del|au|du)\s+["'(]?$/iu;

/** How the number between `before` and `after` stands; undefined when nothing says that it is a verdict. */
export function standing(place: Place): Standing | undefined {
  const { before, after, previous, title, last } = place;
  if (COUNTED.test(after)) return undefined;
  const labelled = LABELLED.test(before) || (ALONE_BEFORE.test(before) && LABEL_ALONE.test(previous));
  if (labelled) return OVERALL.test(before) || OVERALL.test(previous) ? 'overall' : 'labelled';
  if (DATE_BEFORE.test(before)) return undefined;
  const ends = TRAIL.test(after);
  if (FOR_THE_FILM.test(after)) return 'given';
  if (ALONE_BEFORE.test(before) && ends) return 'alone';
  if (PART_OF_ROW.test(before) && PART_ENDS.test(after) && DATED.test(before + after)) return 'alone';
  if (title && (ends || /[([,|•·–—-]\s*$/.test(before) || /^\s*[:|,)\]–—-]/.test(after))) return 'alone';
  if (GIVEN.test(before)) return 'given';
  if (STATED.test(before) && !STATED_OF_FILM.test(before)) return undefined;
  if (ends && (last || SENTENCE_START.test(before))) return 'closing';
  if (last && ALONE_BEFORE.test(before) && EXPLAINED.test(after)) return 'closing';
  return undefined;
}
