/** Where a number stands on its line: what is written before and after it. */
type Around = { before: string; after: string };

const MARK = String.raw`(?<!\p{L})`;
const END = String.raw`(?!\p{L})`;
const near = (words: string, gap: number) => new RegExp(`${MARK}(?:${words})${END}[^.!?]{0,${gap}}$`, 'iu');

const OTHER_WORK =
  /(?<!\p{L})(?:gam(?:e|ing)?\p{L}*|video-?spiel\p{L}*|spiel|book|novel|comic|buch|roman|livre|libro|novela|juego|jeu|tv series|serie|série|season|staffel|episode|album|soundtrack|original|predecessor|previous|prequel|(?:his|her|their|the director['’]s) (?:last|previous|first) (?:film|movie|one|feature)|first (?:film|movie|one|part)|last (?:film|movie) i|(?:first|original) one|vorgänger|erste[rn]? teil|premier (?:film|volet)|primera (?:película|parte|entrega)|원작)(?:['’]s)?(?!\p{L})[^.!?]{0,45}$/iu;
const KOREAN_OTHER =
  /(?:호텔|식당|레스토랑|숙소|팝콘|원작|전작|전편|1편|예고편|결말|포스터|소설|웹툰|게임)\p{Script=Hangul}{0,3}[^.!?]{0,45}$/u;
const PEOPLE =
  'wife|husband|girlfriend|boyfriend|partner|friends?|brother|sister|mother|mum|mom|father|dad|son|daughter|kids?|children|nephew|niece|cousin|uncle|aunt|grand\\p{L}+|roommate|co-?workers?|colleagues?|boss|neighbou?rs?|year-old|freund(?:in)?|frau|mann|mutter|vater|bruder|schwester|tochter|sohn|kolleg(?:e|in|en)|kinder|mujer|marido|espos[oa]|novi[oa]|madre|padre|herman[oa]|prim[oa]|amig[oa]s?|hij[oa]s?|amie?s?|copine|copain|femme|mari|mère|père|frère|sœur|collègue';
const OTHER_PERSON = new RegExp(
  String.raw`(?:${MARK}(?:${PEOPLE})${END}|친구|남편|아내|와이프|엄마|아빠|동생|언니|누나|형이|오빠)[^.!?]{0,45}$`,
  'iu',
);
/** Somebody by name or a pronoun who gives: never "I", nor a film that gets. */
const GIVEN_BY_OTHER = [
  /(?<![\p{L}'’])(?!I\b|We\b|Overall\b|So\b|Personally\b|Still\b|Finally\b|And\b|But\b|Then\b|Therefore\b|Hence\b|Je\b|Nous\b|Would\b|\p{L}+ly\b)\p{Lu}[\p{L}.'’]+\s(?:also\s|even\s|has\s|a\s|ha\s|would\s|will\s|might\s|würde\s)?(?:gave|gives?|given|awarded|awards|rated|rates|scored|scores|donne|donné|da|dio|dado|puso)(?!\p{L})[^.!?]{0,60}$/u,
  /(?<!\p{L})(?:he|she|they|others|some|people|everyone|everybody|who|er|man|il|elle|ils|elles|on|él|ella|ellos)\s(?:also\s|even\s|has\s|have\s|would\s|hat\s|a\s|ha\s)?(?:gave|gives?|given|awarded|awards?|rated|rates?|scored|scores?|vergab|vergibt|gab|gibt|donne|donné|mis|da|dio|dado|puso)(?!\p{L})[^.!?]{0,60}$/iu,
];
// audiences stand before the verb, however far the number
const GIVEN_BY_MANY =
  /(?<!\p{L})(?:audiences?|critics|readers|viewers|users|fans|the press|publikum|kritiker|zuschauer|spectateurs|espectadores) (?:all |mostly )?(?:gave|give|rated?|scored?|awarded|gaben|geben|vergaben|ont donné|dieron)(?!\p{L})[^.!?]{0,120}$/iu;
const THOSE_WHO =
  /(?<!\p{L})(?:people|those|anyone|anybody|somebody|someone|critics|leute|wer|gens|ceux|gente|quienes)(?!\p{L})[^.!?]{0,120}(?<!\p{L})(?:give|gives|rate|rates|score|vote|geben|donnent|dan)(?!\p{L})[^.!?]{0,40}$/iu;
const NOT_GIVEN =
  /\b(?:going to|wanted to|(?:would|could|might)(?:['’]ve| have)|(?:almost|nearly) g[ai]ve|expect(?:ed|ing)?|hätte|wollte|erwartet|iba a|habría|aurais)\b[^.!?]{0,40}$/iu;
const PART_OF_FILM =
  /(?<!\p{L})(?:trailers?|teaser|poster|ending|(?<!not[ea]\s)finale|opening|(?:first|second|last|final) (?:half|act|third|hour|scene|minutes)|credits|popcorn|soundtrack|(?:das|dem|des|der) (?:ende|anfang)|tráiler|bande-annonce)(?!\p{L})[^.!?]{0,35}$/iu;
/** From here on a sentence speaks of the film again: "the original an A, this one a C". */
const AGAIN =
  /(?:(?<!\p{L})(?:this (?:one|film|movie)|the (?:new |latest )?(?:film|movie|sequel|remake)|(?:der|den|dem|dieser|diesen|diesem) (?:neue[rn]? )?film|ce film|celui-ci|esta película|la película)|,\s(?:(?:but|and|so|und|aber|pero|mais)\s)?(?:I|ich|je|yo)|이번|[2-9]편[은이]?|\s(?:I|ich|je|yo|나는|저는|난|전))(?!\p{L})/giu;
const SITES =
  'rotten|tomato(?:es|meter)?|imdb|letterboxd|trakt|metacritic|metascore|cinemascore|douban|tmdb|filmaffinity|moviepilot|allocin[ée]|sensacine|kinopoisk|senscritique|filmstarts|app store|google play|google|trustpilot|amazon|goodreads|facebook|로튼\\s*토마토|신선도|네이버|메타크리틱|왓챠|다음|cgv';
const OTHERS = new RegExp(
  String.raw`${MARK}(?:${SITES}|media|moyenne|gemiddelde?|audiences?|readers?['’]?|users?|viewers?|visitors?|critics|community|press|votes?|average|mean|durchschnitt|leser\p{L}*|nutzer\p{L}*|zuschauer\p{L}*|besucher\p{L}*|publikum\p{L}*|kritiker\p{L}*|usuarios|lectores|público|spectateurs|lecteurs|internautes|presse|prensa|관람객|관객|평론가|네티즌|기자|전문가)${END}[^.!?]{0,30}$`,
  'iu',
);
/** What one judges a film's parts by. */
export const PARTS =
  'story(?:line)?|plot|script|writing|screenplay|acting|actors?|cast|performances?|direct(?:ing|ion)|visuals?|effects|fx|cinematography|music(?:al)?|score and sound|sound(?:track)?|audio|video|picture quality|image quality|extras|bonus(?: features)?|action|humou?r|gore|scares?|violence|romance|fun|pacing|dialog(?:ue)?s?|characters?|costumes?|production|originality|atmosphere|entertainment|rewatch\\p{L}*|enjoyment|handlung|drehbuch|spannung|musik|ton|bild(?:qualität)?|ausstattung|darsteller|schauspiel\\p{L}*|kamera|anspruch|erotik|gewalt|gefühl|humor|guion|argumento|historia|ritmo|direcci[oó]n|banda sonora|actuaci[oó]n(?:es)?|interpretaci[oó]n(?:es)?|m[uú]sica|fotograf[ií]a|sc[ée]nario|mise en sc[èe]ne|r[ée]alisation|image|acteurs|interpr[ée]tation|musique|연기력?|연출력?|스토리|음악|영상미?|재미|작품성|몰입[도감]|긴장감|오락성|감동|잔인함|공포|완성도|대중성';
const ASPECT = new RegExp(String.raw`${MARK}(?:${PARTS})${END}[\s:=–—()~/-]*(?:score|rating|점수)?[\s:=–—(~-]*$`, 'iu');
const AGE = /(?<!\p{L})(?:age|fsk|mpaa?|certificate|alter|freigabe|edad|관람가|이상|등급)(?!\p{L})[^.!?]{0,15}$/iu;
/** A day without its year looks like a rating: "Kinostart: 5/10". */
const RELEASE = near(
  'release[ds]?|opens|opened|opening day|in theat(?:er|re)s|in cinemas|kinostart|start|im kino ab|estreno|en cines|sortie|en salles?|date|datum|fecha|개봉일?',
  20,
);
/** A mean, however far the number. */
const MEAN =
  /(?<!\p{L})(?:average|mean|median|durchschnitt\p{L}*|im schnitt|en moyenne|moyenne|la media|promedio|gemiddelde?|평균)(?!\p{L})[^.!?]{0,60}$/iu;
/** How a site counts: "we rate films on a scale of ½ to five stars". */
const SCALE_EXPLAINED =
  /(?<!\p{L})(?:(?:we|i|critics|wir|nous|on) (?:rate|grade|score|bewerten|vergeben|notons|note)s? (?:\p{L}+ ){0,3}(?:films?|movies?|everything|each|all|filme)|scale (?:of|from) (?!(?:0|1|zero|one) to)[½\p{L}\d ]{1,12}(?:to|-|–)|von ½ bis|how we (?:score|rate)|ratings? explained)(?!\p{L})[^.!?]{0,50}$/iu;
/** "Civil War review: 4 stars", where it is no headline, leads to another page. */
const REVIEW_OF = /\S\s(?:reviews?|kritik|critique|crítica|reseña|recensione)\s*[:–—|-]\s*$/iu;
const OWN_REVIEW = /(?:^|\s)(?:my|our|the|this|final|full|meine|unsere|ma|notre|mi|nuestra)\s\p{L}+\s*[:–—|-]\s*$/iu;
const OTHERS_OPINION = [OTHERS, ASPECT, AGE, NOT_GIVEN, RELEASE, MEAN, SCALE_EXPLAINED];

const AFTER_OTHER = new RegExp(
  String.raw`^[^.!?,;\n]{0,24}?\s(?:on|at|in|auf|bei|im|sur|en|from|by|von|de|par|por)\s(?:the\s|my\s|mein(?:e[rnm]?)?\s|meiner\s|mi\s|mon\s|ma\s)?(?:${SITES}|critics|audiences?|users?|readers?|${PEOPLE})${END}`,
  'iu',
);
const AFTER_PART = new RegExp(
  String.raw`^\s*(?:stars?|points?|sterne|punkte|estrellas|étoiles)?\s*(?:for|für|pour|por|para)\s(?:\p{L}+\s){0,2}(?:${PARTS}|ending|trailer|effort|ende|final|fin)${END}`,
  'iu',
);
/** "I gave a 3/10 to a film that I love now". */
const AFTER_TO_OTHER =
  /^\s*(?:stars?|points?|sterne|punkte|estrellas|étoiles)?\s(?:to (?:an?|another|any|every|some|his|her|their|its|the (?:first|original|last|old|other))|à (?:un|une|son|sa)|a (?:una?|otra?|su)|an (?:einen?|seine[nr]?))\s/iu;
/** Somebody signs: "7/10 would swim again – Kay, Dec 24". */
const SIGNED = /^[^.!?\n]{0,60}\s[–—-]\s?@?\p{L}[\p{L}\d._-]{1,20},\s\p{L}{3,9}\.?\s\d{1,2}\s*$/u;
/** A question gives nothing: "Would I give it five stars?" */
const ASKING =
  /(?:^|[.!?…]\s+|¿)(?:would|should|could|do|does|did|is|was|are|can|why|how|what|who|würde|soll|sollte|ist|war|warum|wie|est-ce|pourquoi|comment|faut-il|por qué|¿)[^.!?]*$/iu;
/** What a film may be called where it gets, earns or deserves something. */
const FILM_WORDS =
  'film|movie|picture|feature|flick|one|thing|whole|rest|result|work|effort|outing|entry|instal{1,2}ment|chapter|production|offering|release|piece|ride|experience|title|package|thriller|drama|comedy|romcom|sequel|prequel|remake|reboot|adaptation|debut|documentary|doc|horror|western|musical|biopic|mystery|masterpiece|classic|gem|mess|blockbuster|epic|noir|slasher|spectacle|adventure|fantasy|animation|anime|action(?:er)?|romance|satire|fable|tale|fairy-?tale|show|version|cut|half|verdict|score|rating|reviewer|critic|overall|total|lot|treat|turkey|stinker';
/** "The choir gets a 9/10": something else that the sentence is about. */
const THING_GETS = new RegExp(
  String.raw`(?:^|[.!?,;:(–—]\s*|\s(?:and|but|while|where|as)\s)(?:[Tt]he|[Tt]h(?:is|at)|[Tt]heir|[Hh]is|[Hh]er|[Ii]ts|[OoYy]u?r|[Mm]y)\s(?:\p{Ll}[\p{Ll}’'-]*\s){0,2}?(?!(?:${FILM_WORDS})s?\s)\p{Ll}[\p{Ll}’'-]*\s(?:alone\s|itself\s|also\s|easily\s)?(?:gets?|got|earns?|earned|deserves?|receives?|scores?|scored)\s(?:\p{Ll}+\s){0,3}$`,
  'u',
);
const PAPERS =
  'guardian|times|telegraph|independent|observer|variety|empire|total film|rolling stone|indiewire|hollywood reporter|daily|post|mail|herald|tribune|magazine|monthly|screen|spiegel|zeit|welt|zeitung|monde|figaro|libération|première|télérama|país|mundo';
const QUOTED_FROM = /^[^"“”„«»]{0,300}["”»“]\s*[-–—,(~]\s*(?:the\s)?\p{Lu}/u;
const NAMED_PAPER = new RegExp(String.raw`^["”»)]?\s*[-–—,(]\s*(?:the\s)?(?:\p{L}+\s){0,2}(?:${PAPERS})${END}`, 'iu');

/** What a site counts off: "Page 1/5". */
const COUNTED_OFF =
  'pages?|photos?|pictures?|images?|slides?|gallery|part|chapter|step|next|seite|bilde?r?|fotos?|galerie|teil|kapitel|weiter|partie|chapitre|suivant|página|imagen|galería|parte|capítulo|siguiente|페이지|사진';
const BEFORE_COUNT = new RegExp(String.raw`${MARK}(?:${COUNTED_OFF})\s?:?\s*$`, 'iu');
/** Hotels and cooks have stars of their own; with a capital, but after a German article, it may be a film's name. */
const HOUSE =
  /(?<!\p{L})(?:hotels?|hôtels?|restaurants?|restaurantes?|chefs?|(?:[Dd](?:as|er|em)|[Ee]in(?:em)?) (?:Hotel|Restaurant|Koch))(?!\p{L})[^.!?]{0,45}$/u;
const AFTER_HOUSE = /^[^.!?]{0,30}\b(?:Michelin|Yelp)\b/u;

/** Whether the number speaks of something else: a game or an earlier film, somebody else's opinion, one aspect, an age. */
export function speaksOfOther({ before, after }: Around): boolean {
  return BEFORE_COUNT.test(before) || aheadOfOther(before) || isFollowedByOther(before, after);
}

/** "Lulu: 18/20": somebody who comments, unless the word is a label. */
const SAYS = /^\s*@?\p{L}[\p{L}\d._-]{1,20}(?:\s\p{Lu}\.?)?\s?:\s*$/u;

/** "Tip of the week: Island Night 5/5". */
const TIP =
  /^(?!.*(?:[Vv]erdict|[Ff]azit|onclusi|[Rr]ating|ertung|[Uu]rteil|[Oo]verall|[Ss]ummary|[Nn]ot[ae]|[Oo]pinion|[Aa]vis|[Bb]ilan|[Ff]inal|[Ss]core))[^:.!?]{1,40}:\s(\p{Lu}[\p{L}\d’'.-]*\s(?:(?:\p{Lu}[\p{L}\d’'.-]*|of|the|and|in|im|am|der|die|das|und|de|la|le|du|et|y)\s){0,6})[([]?$/u;
const TOTAL =
  /^\s*(?:in )?(?:total|overall|sum|film|movie|gesamt\p{L}*|fazit|summe|ergebnis|conclusi[oó]n|conclusion|bilan|final|resumen|résumé|tl;?dr|schluss|me|ich|moi|yo)\s?:/iu;

/** Whether the line gives its rating to another page or comes from another person, as lines below a review do. */
export function leadsElsewhere(before: string, headline = ''): boolean {
  const tip = TIP.exec(before)?.[1];
  if (tip !== undefined && !headline.includes(tip.trim())) return true;
  return (SAYS.test(before) && !TOTAL.test(before)) || (REVIEW_OF.test(before) && !OWN_REVIEW.test(before));
}

const ANOTHER_YEAR =
  /(?:\(|\b(?:of|from|the|aus|von|de|del|der)\s)((?:19|20)\d\d)(?!\d|s)(?![^.!?]*(?:\bthis\b|\bnew\b|remake|sequel|version|dies|neue|\bce(?:tte)?\b|\besta?\b))[^.!?]{0,150}$/iu;

/** Whether the sentence speaks of a film of another year: "The one of 1977 is on my shelf, and I'd give it five stars". */
export function speaksOfAnotherYear(before: string, year: number | undefined): boolean {
  const named = ANOTHER_YEAR.exec(before)?.[1];
  return named !== undefined && year !== undefined && Math.abs(Number(named) - year) > 1;
}

/** The same by what stands before alone: the line above, for a number that stands by itself. */
export function aheadOfOther(before: string): boolean {
  const near = before.slice(-60);
  const again = [...near.matchAll(AGAIN)].at(-1);
  const clause = again ? near.slice(again.index + again[0].length) : near;
  return (
    THOSE_WHO.test(before) ||
    GIVEN_BY_MANY.test(before) ||
    [OTHER_WORK, THING_GETS, HOUSE, KOREAN_OTHER, OTHER_PERSON, PART_OF_FILM, ...GIVEN_BY_OTHER].some((trap) =>
      trap.test(clause),
    ) ||
    OTHERS_OPINION.some((trap) => trap.test(near))
  );
}

function isFollowedByOther(before: string, after: string): boolean {
  if (ASKING.test(before) && /^[^.!?]{0,80}\?/.test(after)) return true;
  const quoted = (before.match(/["“”„«»]/g)?.length ?? 0) % 2 === 1;
  return (
    AFTER_OTHER.test(after) ||
    AFTER_HOUSE.test(after) ||
    AFTER_PART.test(after) ||
    AFTER_TO_OTHER.test(after) ||
    SIGNED.test(after) ||
    NAMED_PAPER.test(after) ||
    (quoted && QUOTED_FROM.test(after))
  );
}
