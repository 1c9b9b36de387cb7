import type { Line } from './plain.ts';

/** What a page says of itself: it marks spoilers, it calls itself free of them, or it says nothing. */
export type SpoilerNote = 'marked' | 'declared-free' | 'unknown';

const MARKED = [
  /\bspoilers?\s*(?:follow|ahead|below|warning|alert|abound|incoming|from here|beyond|start)/i,
  /\b(?:contains?|containing|full of|expect|includes?|including|with|has|have|mild|major|minor|heavy|warning|caution|beware(?: of)?)[:!\s-]*(?:\p{L}+\s){0,2}spoilers?\b(?![- ]?free)/iu,
  /^\W*spoilers?\W*$/i,
  /^\W*\(?(?:full |mild |major )?spoilers?[!:)]/i,
  /\b(?:achtung|vorsicht|warnung|enthält|enthaelt|mit|ab hier|folgen|folgt)[:!,\s-]*(?:\p{L}+\s){0,2}spoiler|spoiler\s?-?(?:warnung|alarm|gefahr)/iu,
  /\b(?:ojo|atenci[oó]n|aviso|alerta|cuidado|contiene|con)[:!,\s-]*(?:\p{L}+\s){0,3}spoilers?|\b(?:attention|alerte|gare aux|contient des|avec)[:!,\s-]*(?:\p{L}+\s){0,2}spoilers?/iu,
  /스포(?:일러)?\s*(?:주의|조심|경고|있음|있어|있습|있으|가\s?있|이\s?있|가\s?포함|포함|多|有|많|심함|빵빵|대량|만땅|가득|성이?\s?짙|다수|ㅇ|o|O|0|○|ㅁ)|스포(?:일러)?(?:가|이|이)?\s*될\s?수|(?:결말|전부|다|완전|강|대|대형|약|줄거리)[\s,·/및와]*스포(?!\s*(?:없|x|무|안|노|free))/iu,
  /스포(?:일러)?[가는]?\s*(?:및|,|·|\/|와|&)\s*[^.\n]{0,12}(?:포함|있|담)|(?:결말|줄거리)[^.\n]{0,12}스포[^.\n]{0,10}포함/u,
];
const FREE = [
  /\bspoilers?[- ]?(?:free|less)\b/i,
  /\b(?:no|without|zero|free of|avoid(?:s|ing)?|contains no|minus)\s(?:any\s|major\s|big\s|plot\s)?spoilers?\b/i,
  /spoilerfrei|spoilerlos|\bohne\s(?:\p{L}+\s)?spoiler|\bkeine\sspoiler/iu,
  /\b(?:sin|libre de)\s(?:\p{L}+\s)?spoilers?\b|\bsans\s(?:\p{L}+\s)?spoil(?:er)?s?\b|\bsenza\sspoiler|\bsem\sspoilers?/iu,
  /노\s?스포|(?<!\p{L})스포(?:일러)?\s*(?:없음|없습|없어|無|x(?!\d)|X(?!\d)|ㄴㄴ|free|프리|없는)|무\s?스포/iu,
];

/** Whether a line says that spoilers come. */
export function warns(text: string): boolean {
  return MARKED.some((pattern) => pattern.test(text)) && !/^\W*(?:no|sin|sans|ohne|노)\s?spoilers?\W*$/i.test(text);
}

/** Whether a line says that there are none. */
export function promisesNone(text: string): boolean {
  return FREE.some((pattern) => pattern.test(text));
}

/** The page's own word on spoilers. A page that promises none in one place and marks them in another marks them. */
export function spoilerNote(lines: readonly Line[], title: string): SpoilerNote {
  const texts = [title, ...lines.map((line) => line.text)];
  const headline = title || (lines[0]?.text ?? '');
  // a Korean headline that says the word at all says that they are in it
  if (/스포/.test(headline) && !promisesNone(headline)) return 'marked';
  if (texts.some((text) => warns(text) && !onlyPromises(text))) return 'marked';
  return texts.some(promisesNone) ? 'declared-free' : 'unknown';
}

// "this review contains no spoilers" matches both kinds: without its promises nothing of a warning is left
function onlyPromises(text: string): boolean {
  return promisesNone(text) && !warns(FREE.reduce((rest, pattern) => rest.replace(pattern, ''), text));
}
