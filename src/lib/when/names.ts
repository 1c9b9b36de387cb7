/** How weekdays, months and places in a month are called, as pieces of patterns; all text is in lower case. */
export const WEEKDAY =
  '(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
export const WEEKDAY_KO = '([월화수목금토일])요일';
export const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
export const NUMBER_WORD = '(an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,2})';
export const ORDINAL = '(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last)';
export const ORDINAL_KO = '(첫|둘|두|셋|세|넷|네|다섯|마지막) ?(?:번째|째)?';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WEEKDAYS_KO = '월화수목금토일';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  last: -1,
  첫: 1,
  둘: 2,
  두: 2,
  셋: 3,
  세: 3,
  넷: 4,
  네: 4,
  다섯: 5,
  마지막: -1,
};

const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** Days of the same date every year that clubs name by their names: [month, day]. */
export const FESTIVALS: Readonly<Record<string, readonly [month: number, day: number]>> = {
  "new year's eve": [12, 31],
  "new year's day": [1, 1],
  "new year's": [1, 1],
  "valentine's day": [2, 14],
  "valentine's": [2, 14],
  'leap day': [2, 29],
  halloween: [10, 31],
  'christmas eve': [12, 24],
  'christmas day': [12, 25],
  christmas: [12, 25],
  'boxing day': [12, 26],
  '새해 첫날': [1, 1],
  밸런타인데이: [2, 14],
  발렌타인데이: [2, 14],
  삼일절: [3, 1],
  어린이날: [5, 5],
  광복절: [8, 15],
  개천절: [10, 3],
  한글날: [10, 9],
  핼러윈: [10, 31],
  할로윈: [10, 31],
  '크리스마스 이브': [12, 24],
  크리스마스: [12, 25],
  성탄절: [12, 25],
};

/** 1 to 12 in words, or digits; "a" is one. */
export function numberOf(word = ''): number {
  return /^an?$/.test(word) ? 1 : NUMBERS.indexOf(word) + 1 || Number(word);
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(word = ''): number {
  const korean = WEEKDAYS_KO.indexOf(word);
  return 1 + (korean >= 0 ? korean : WEEKDAYS.indexOf(word.slice(0, 3)));
}

/** 1 is January. */
export function monthOf(word = ''): number {
  return 1 + MONTHS.indexOf(word.slice(0, 3));
}

/** 1 to 5, or -1 for the last. */
export function ordinalOf(word = ''): number {
  return ORDINALS[word] ?? Number.parseInt(word, 10);
}
