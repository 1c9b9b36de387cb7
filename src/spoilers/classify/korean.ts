import type { Film } from '../classify.ts';

/** Korean joins words and endings, so its classes are stems of our own choosing that are looked for inside the words. */
const STEMS: Readonly<Record<string, RegExp>> = {
  harm: /죽|살해|살인|자살|찔러|찌르|찌른|총을|총으로|총에|칼로|칼을|칼에|시체|사망|피를|납치|감염|물려|물리|물린|폭행|목을|독을|숨을|숨진|처참|고문|복수|희생|다쳐|다치|쓰러|불을|폭발|추락|교통사고|뺑소니|암에/g,
  turn: /발견|알게 ?되|알게 ?된|알아차|알아챈|깨닫|깨달|밝혀|드러나|드러난|탈출|배신|고백|자백|구하|구해|구출|도망|쫓|속이|속았|속인|숨기|숨긴|숨겨|찾아[가내간낸]|찾게|의심|신고|체포|붙잡|잡히|잡혀|갇히|갇힌|돌아가|돌아오|돌아온|떠나|떠난|결심|헤어지|결혼|사랑에 빠|거짓말|협박|훔치|훔친|변하|변해|변한|깨어나|깨어난|잃|되찾|화해|용서|살아남|살아난|되살아|기억을|실종|사라지|사라진|들키|털어놓|폭로|조작|공모|빼돌|뛰어내/g,
  secret:
    /정체|범인|진범|배후|알고 ?보니|사실은|사실 |진실|비밀|반전|흑막|꿈이었|환상이|귀신이|악마|쌍둥이|친부|친모|친엄마|출생|음모|자작극|스파이|한패|한 패|공범|누명/g,
  outcome: /결국|마지막|끝내|마침내|결말|엔딩|끝으로|끝나|끝난|끝이 ?나|막을 내|마무리/g,
  time: /그리고|그런데|그때|그 ?순간|그러던|어느 ?날|다음 ?날|이후|그 ?후|그날|이내|곧바로|그러자|하지만|한편|며칠|년 ?뒤|년 ?후|그렇게|이때|도중|와중에|새벽|갑자기|다시/g,
  somebody:
    /그는|그가|그녀|그의|그를|그에게|그들|아빠|엄마|딸|아들|남편|아내|형사|경찰|친구|남자|여자|여친|남친|주인공|남주|여주|아이|아버지|어머니|할머니|할아버지|가족|동생|언니|누나|오빠|형은|형이|삼촌|이모|부부|연인|범인|살인마|킬러|사장|회장|의사|신부|무당|군인|좀비|일행|누군가|사내|소년|소녀|노인/g,
  film: /영화|연기|배우|감독|연출|스토리|줄거리|장면|관객|개봉|관람|평점|별점|리뷰|후기|스포|음악|영상미|장르|작품|출연|흥행|예고편|러닝타임|캐릭터|각본|촬영|시나리오|원작|속편|시리즈|넷플릭스|극장|포스터|네이버|블로그|제작|상영|출처|주연|조연|씬|OST|미장센|배급|공포|스릴러|코미디|액션|로맨스|멜로|편집|대사|댓글|후반부|전반부/g,
  judge:
    /재미|재밌|재밋|좋았|좋은|좋아|좋고|좋다|추천|최고|별로|지루|아쉬|아쉽|훌륭|감동|긴장감|몰입|느낌|느꼈|느껴|생각|인상|매력|완벽|대박|소름|신선|뻔한|뻔하|탁월|뛰어나|뛰어난|돋보|공감|여운|볼만|볼 만|만족|기대|실망|명작|호불호|웃기|웃긴|놀라|놀랐|잘 ?만든|강추|비추|무서웠|무섭|예쁘|멋지|멋진|아름답|답답|충격|의미|메시지|메세지|세련/g,
  i: /나는|나도|저는|저도|제가|내가|나의|저의|우리|개인적|여러분|보세요|보시|봤어요|봤는데|봤다|보고 나|봤습니다|같아요|같습니다|것 ?같|듯하|듯합니다|감사합니다|싶었|싶다|싶네/g,
  maybe: /과연|까요|을까|할까|일까|인가|어떻게 될|궁금/g,
  laugh: /ㅋ+|ㅎ+|ㅠ+|ㅜ+|;;|~|!!|ㄷㄷ|\^\^/g,
};

const SHAPES: Readonly<Record<string, RegExp>> = {
  'tale-end':
    /(?:[가-힣](?:는|인|한|된|간|온|난|진|킨|힌|린|쓴|운|군|넨|낸|센|긴|친|든|튼|른|은)다|하다|었다|았다|였다|했다|졌다|렸다|갔다|왔다)[.!…]*$/,
  'polite-end': /(?:니다|죠|어요|아요|여요|해요|돼요|데요|지요|려요|줘요)[.!~…]*$/,
  'judge-end':
    /(?:네요|군요|거든요|같다|같아요|듯|듯하다|이다|입니다|예요|이에요|더라고요|더라|겠다|봐야|주의|추천)[.!~…]*$/,
  'film-is': /영화(?:는|가|를|의|다|이다|입니다)|작품(?:은|이|이다|입니다)/,
  'film-begins': /(?:영화|이야기)[는가이]? ?(?:시작|끝)/,
  'does-it': /[가-힣](?:을|를) \S{0,20}(?:고|며|자|는데|면서|다|요|죠)/,
  subject: /[가-힣]{2,8}(?:이|가|은|는) /,
  'to-somebody': /에게|한테/,
  said: /라고 ?(?:말|하|물|대답|외치|소리)|다고 ?(?:말|하|전|고백|거짓)|냐고/,
  because: /때문에|위해|위하여|대신|덕분/,
  passive: /당하|당한|당했|되고|되었|됐|된다|됩니다|되어|돼/,
  year: /(?:19|20)\d\d/,
  number: /\d/,
  brackets: /\([가-힣\s]{2,12}\)/,
  furniture: /#|https?:|www|\.com|▶|◆|★|☆|※|출처/,
  quote: /["'“”‘’]/,
  title: /[<〈《「『][^>〉》」』]{1,60}[>〉》」』]/,
  latin: /[a-zA-Z]{3,}/,
  question: /\?/,
};

/** What a Korean sentence shows, by name of the feature. The film's characters count as somebody, its cast as the film's. */
export function koreanFeatures(sentence: string, film?: Film): Map<string, number> {
  const features = new Map<string, number>();
  const named = (names: readonly string[] = []) => names.filter((name) => name && sentence.includes(name)).length;
  const known: Readonly<Record<string, number>> = { somebody: named(film?.characters), film: named(film?.cast) };
  for (const [name, pattern] of Object.entries(STEMS)) {
    const times = (sentence.match(pattern)?.length ?? 0) + (known[name] ?? 0);
    if (times > 0) features.set(`k:${name}`, Math.log2(1 + times));
  }
  for (const [name, pattern] of Object.entries(SHAPES)) if (pattern.test(sentence)) features.set(name, 1);
  features.set('length', Math.min(3, Math.log1p(sentence.length) / 2.5));
  const has = (...names: string[]) => names.some((name) => features.has(`k:${name}`));
  const [talk, tale] = [has('film', 'judge', 'i'), has('somebody', 'harm', 'turn')];
  features.set(`mix:${talk ? 'talk' : ''}${tale ? 'tale' : ''}`, 1);
  return features;
}

/** What is looked up by its hash: beginnings and ends of words, one to three syllables. */
export function koreanTerms(sentence: string): string[] {
  return (sentence.match(/[가-힣]+/g) ?? []).flatMap((word) => [
    `^${word.slice(0, 2)}`,
    `$${word.slice(-1)}`,
    ...(word.length > 2 ? [`$${word.slice(-2)}`] : []),
    ...(word.length > 3 ? [`^${word.slice(0, 3)}`, `$${word.slice(-3)}`] : []),
  ]);
}
