/**
 * How firmly a number stands on its page as the verdict: named as the overall one, named a rating, alone on its line
 * (or in the page's title), given by a verb ("I give it"), or a last word that closes a paragraph.
 */
export type Standing = 'overall' | 'labelled' | 'alone' | 'given' | 'closing';

export const STANDINGS: readonly Standing[] = ['overall', 'labelled', 'alone', 'given', 'closing'];

/** Where a number was found. `previous` is the line before, `last` whether its line is among the last of the page. */
export type Place = { before: string; after: string; previous: string; title: boolean; last: boolean };

const LABEL = [
  'ratings?|overall|bottom line|score|verdict|grade|mark|stars?|points',
  '(?:gesamt|film)?(?:wertung|bewertung|note|urteil|fazit|punkte|punktzahl|sterne)',
  'nota|puntuaci[oó]n|valoraci[oó]n|calificaci[oó]n|veredicto|estrellas',
  'notation|verdict|appr[ée]ciation|avis|[ée]toiles|voto|valutazione|giudizio|avalia[çc][ãa]o|cijfer|beoordeling|waardering|betyg|karakter',
].join('|');
// Korean words are written together, so that a label may follow any letter
const KOREAN_LABEL = '(?:평점|별점|점수|총점|총평|한줄평)|(?<!\\p{L})별';
const FILLER = String.raw`(?:\s+(?:is|was|would be|ist|es|est|of|von|lautet))?(?:\s+(?:an?|eine?|une?|uno?))?(?:\s+(?:solid|strong|light|weak|generous|perfect|solide|klare?))?`;
const SUBJECT = String.raw`(?:\s+(?:of|for|für|zu|de|del|pour|di)\s+[^.!?:]{1,60}?)?`;
const LABELLED = new RegExp(
  String.raw`(?:(?<!\p{L})(?:${LABEL})|(?:${KOREAN_LABEL})(?:[은는이가을를]요?)?)${SUBJECT}${FILLER}\s*[:=–—|/~-]*\s*["'(\[]?\s*$`,
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
  /(?:\b(?:giv(?:e|es|ing)|gave|rated?|rating|scor(?:e|es|ed|ing)|award(?:s|ed|ing)?|grad(?:e|ed)|earns?|gets?|deserves|vergeben?|geben?|gibt|gibts|bekommt|kriegt|verdient|erhält|doy|damos|pongo|merece|lleva|donner?|mets|mérite|attribue|geef|krijgt|merita|assegno|dou|sind es)\b|\bI(?:['’]d| would|['’]ll)?\s(?:put|call|say|go with)\b)[^.!?]{0,60}$/iu;
// what a widget adds to a mean: "4.2/5 (37 votes)"
const COUNTED =
  /^[^.!?\n]{0,12}?[([,–—-]?\s*(?:from|based on|by|aus|bei|von|sur|de)?\s*\d[\d.,]*\s*(?:votes?|voters?|ratings?|reviews?|users?|stimmen|bewertungen|votos?|avis|voix|명|건)(?!\p{L})/iu;
const STATED = /\s(?:is|was|are|ist|war|es|est)(?:\s(?:an?|eine?|una?|une|like an?))?\s+$/iu;
const STATED_OF_FILM =
  /(?<!\p{L})(?:it|this|that|which|one|film|movie|flick|overall|me|verdict|das|dieser|er|película|cinta|ce)(?!\p{L})[^.!?]{0,40}$/iu;
const FOR_THE_FILM =
  /^\s*(?:für (?:den|diesen) film|for (?:the|this) (?:film|movie|one)|pour (?:le|ce) film|para (?:la|esta) película)(?!\p{L})/iu;
const EXPLAINED =
  /^\s*(?:[.!:;–—-]\s|(?:would|wouldn['’]t|because|since|for (?:the|me|its)|weil|porque|parce que)(?!\p{L}))/iu;
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
  if (title && (ends || /[([,]\s*$/.test(before) || /^\s*[:|,)\]–—-]/.test(after))) return 'alone';
  if (GIVEN.test(before)) return 'given';
  if (STATED.test(before) && !STATED_OF_FILM.test(before)) return undefined;
  if (ends && (last || SENTENCE_START.test(before))) return 'closing';
  if (last && ALONE_BEFORE.test(before) && EXPLAINED.test(after)) return 'closing';
  return undefined;
}

const OTHER_WORK =
  /(?<!\p{L})(?:gam(?:e|ing)?\p{L}*|video-?spiel\p{L}*|spiel|book|novel|comic|buch|roman|livre|libro|novela|juego|jeu|tv series|serie|série|season|staffel|episode|album|soundtrack|original|predecessor|previous|prequel|first (?:film|movie|one|part)|vorgänger|원작|전작|1편)(?:['’]s|이|은|는|의)?(?!\p{L})[^.!?]{0,45}$/iu;
const OTHER_PERSON =
  /(?:(?<!\p{L})(?:wife|husband|girlfriend|boyfriend|partner|friends?|brother|sister|mother|mum|mom|father|dad|son|daughter|kids?|children|freund(?:in)?|frau|kinder|mujer|marido|amig[oa]s?|hij[oa]s?|amie?s?|copine|copain)(?!\p{L})|친구|남편|아내|와이프|엄마|아빠|동생)[^.!?]{0,45}$/iu;
const NOT_GIVEN =
  /\b(?:going to|wanted to|(?:would|could|might)(?:['’]ve| have)|(?:almost|nearly) g[ai]ve|expect(?:ed|ing)?|hätte|wollte|erwartet|iba a|habría|aurais)\b[^.!?]{0,40}$/iu;
const PART_OF_FILM =
  /(?<!\p{L})(?:trailers?|teaser|poster|ending|finale|opening|(?:first|second|last|final) (?:half|act|third|hour|scene|minutes)|credits|popcorn|soundtrack|(?:das|dem|des|der) (?:ende|anfang)|tráiler|bande-annonce|예고편|결말)(?!\p{L})[^.!?]{0,35}$/iu;
/** From here on a sentence speaks of the film again: "the original an A, this one a C". */
const AGAIN =
  /(?:(?<!\p{L})(?:this (?:one|film|movie)|the (?:new |latest )?(?:film|movie|sequel|remake)|(?:der|den|dem|dieser|diesen|diesem) (?:neue[rn]? )?film|ce film|celui-ci|esta película|la película)|,\s(?:(?:but|and|so|und|aber|pero|mais)\s)?(?:I|ich|je|yo)|이번|[2-9]편[은이]?|\s(?:I|ich|je|yo|나는|저는|난|전))(?!\p{L})/giu;
const OTHERS_OPINION =
  /(?<!\p{L})(?:rotten|tomato(?:es)?|imdb|letterboxd|trakt|media|moyenne|gemiddelde?|metacritic|metascore|cinemascore|douban|audiences?|readers?|users?|viewers?|visitors?|critics|votes?|average|durchschnitt|leser|nutzer|zuschauer|usuarios|spectateurs|presse|filmaffinity|moviepilot|allocin[ée]|로튼\s*토마토|신선도|네이버|관람객|관객|평론가|네티즌|메타크리틱|왓챠)(?!\p{L})[^.!?]{0,30}$/iu;
const ASPECT =
  /(?<!\p{L})(?:story(?:line)?|plot|script|writing|screenplay|acting|actors?|cast|performances?|direct(?:ing|ion)|visuals?|effects|fx|cinematography|music(?:al)?|sound(?:track)?|action|humou?r|gore|scares?|fun|pacing|dialog(?:ue)?s?|characters?|production|entertainment|rewatch\p{L}*|enjoyment|handlung|spannung|musik|darsteller|kamera|anspruch|erotik|gewalt|guion|actuaci[oó]n(?:es)?|m[uú]sica|fotograf[ií]a|sc[ée]nario|mise en sc[èe]ne|musique|연기|연출|스토리|음악|영상|재미|작품성|몰입[도감]|긴장감|오락성|감동|잔인함|공포)(?!\p{L})[\s:=–—()~/-]*(?:score|rating|점수)?[\s:=–—(~-]*$/iu;
const AGE =
  /(?<!\p{L})(?:age|fsk|mpaa?|certificate|rated|alter|freigabe|edad|관람가|이상|등급)(?!\p{L})[^.!?]{0,15}$/iu;

/** Whether the number speaks of something else: a game or an earlier film, somebody else's opinion, one aspect, an age. */
export function speaksOfOther(before: string): boolean {
  const near = before.slice(-60);
  const again = [...near.matchAll(AGAIN)].at(-1);
  const clause = again ? near.slice(again.index + again[0].length) : near;
  return (
    [OTHER_WORK, OTHER_PERSON, PART_OF_FILM].some((trap) => trap.test(clause)) ||
    [OTHERS_OPINION, ASPECT, AGE, NOT_GIVEN].some((trap) => trap.test(near))
  );
}
