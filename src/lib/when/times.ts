import { NUMBER_WORD, numberOf } from './names.ts';

/** A time of day; `days` counts nights past midnight: midnight is the end of the day that was named. */
export type Time = { hour: number; minute: number; days: number };

/** What a text says beside its day: a time, or a part of the day alone; `rest` is what nobody understands, such as 25:00. */
export type Times = { time: Time | undefined; rest: string };

const HOURS_KO = ['한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉', '열', '열한', '열두'];
const MINUTES: Readonly<Record<string, number>> = { half: 30, quarter: 15, twenty: 20 };
const NOONISH = ['낮', '점심'];
const PART_KO = '(?:(오전|오후|아침|점심|낮|저녁|밤|새벽) ?)?';
const KOREAN = new RegExp(
  String.raw`${PART_KO}(\d{1,2}|열한|열두|${HOURS_KO.slice(0, 10).join('|')}) ?시(?: ?(반)|(?: ?(\d{1,2}) ?분))?`,
  'u',
);
const KOREAN_DIGITS = /(오전|오후|아침|점심|낮|저녁|밤|새벽) ?(\d{1,2}):(\d{2})/u;
const TWELVE = /\b(\d{1,2})(?:[:.](\d{2}))? ?([ap])\.?m\b\.?/u;
/** 20h, 20h30, 20 Uhr: always of the 24-hour clock. */
const CONTINENTAL = /(?<![\d:.])(\d{1,2}) ?(?:h|uhr)(?: ?(\d{2}))?(?!\p{L}|\d)/u;
const PAST = new RegExp(
  String.raw`\b(half|quarter|${NUMBER_WORD.slice(1, -1)}|twenty)(?: minutes?)? (past|to) ${NUMBER_WORD}\b`,
  'u',
);
const IN_WORDS = new RegExp(
  String.raw`\bat ${NUMBER_WORD}(?: ?o['’]?clock\b|\b(?!:))|\b${NUMBER_WORD} ?o['’]?clock\b`,
  'u',
);
const DIGITS = /(?<!\d)(\d{1,2})[:.](\d{2})(?!\d)/u;
const BARE = /(?<![\d:])(\d{1,2})(?: ?o['’]?clock)?(?![\d:])/u;
const NOON = /\b(?:noon|midday)\b|정오/u;
const MIDNIGHT = /\bmidnight\b|자정/u;
const MORNING = /\bmorning\b|아침|오전|새벽/u;
const FILLER =
  /\b(?:at|on|by|until|till|the|in|from|this|evening|night|afternoon|morning|please|around|about|our|sharp|(?:movie|film) night)\b|[,@]|오전|오후|아침|저녁|밤|새벽|까지|부터|쯤|정도|에|날/gu;

/**
 * Takes the time of day out of the rest of a text. An hour from 1 to 11 with neither am, pm, a word such as "morning",
 * nor a leading zero means the one after noon, as a club that meets in the evening means it.
 * @param isIso beside a date in digits (2026-02-01) hours are those of the 24-hour clock.
 */
export function takeTime(text: string, isIso: boolean): Times {
  const read = [korean, koreanDigits, twelve, noon, past, continental, digits(isIso), inWords, bare(isIso)];
  for (const one of read) {
    const found = one(text);
    if (found) return { time: found.time, rest: leftover(found.time ? text.replace(found.words, ' ') : text) };
  }
  return { time: undefined, rest: leftover(text) };
}

type Found = { time: Time | undefined; words: string } | undefined;

function leftover(text: string): string {
  return text.replace(FILLER, ' ').replace(/\s+/g, ' ').trim();
}

function korean(text: string): Found {
  const [words, part, hours = '', half, minutes] = KOREAN.exec(text) ?? [];
  if (words === undefined) return undefined;
  const hour = /\d/.test(hours) ? Number(hours) : HOURS_KO.indexOf(hours) + 1;
  return { time: inPart(part, hour, half ? 30 : Number(minutes ?? 0), hours.startsWith('0')), words };
}

function koreanDigits(text: string): Found {
  const [words, part, hours, minutes] = KOREAN_DIGITS.exec(text) ?? [];
  return words === undefined ? undefined : { time: inPart(part, Number(hours), Number(minutes), false), words };
}

/** The hour that a part of the day means: 밤 12시 is the end of the day, 밤 1시 an hour later. */
function inPart(part: string | undefined, hour: number, minute: number, isExact: boolean): Time | undefined {
  if (part === undefined) return isExact ? timeOf(hour, minute) : afterNoon(hour, minute);
  if (hour > 12) return timeOf(hour, minute);
  if (part === '밤' && (hour === 12 || hour < 6)) return timeOf(hour % 12, minute, 1);
  const isBeforeNoon = ['오전', '아침', '새벽'].includes(part) || (NOONISH.includes(part) && hour > 6 && hour < 12);
  return timeOf((hour % 12) + (isBeforeNoon ? 0 : 12), minute);
}

function twelve(text: string): Found {
  const [words, hours, minutes = '0', half] = TWELVE.exec(text) ?? [];
  if (words === undefined) return undefined;
  const hour = Number(hours);
  const isHour = hour >= 1 && hour <= 12;
  return { time: isHour ? timeOf((hour % 12) + (half === 'p' ? 12 : 0), Number(minutes)) : undefined, words };
}

function noon(text: string): Found {
  const [atNoon] = NOON.exec(text) ?? [];
  if (atNoon) return { time: timeOf(12, 0), words: atNoon };
  const [atMidnight] = MIDNIGHT.exec(text) ?? [];
  return atMidnight ? { time: timeOf(0, 0, 1), words: atMidnight } : undefined;
}

/** Half past eight, quarter to nine. */
function past(text: string): Found {
  const [words, count = '', way, hours] = PAST.exec(text) ?? [];
  if (words === undefined) return undefined;
  const minutes = MINUTES[count] ?? numberOf(count);
  const time = afterNoon(numberOf(hours), 0);
  const total = (time?.hour ?? 0) * 60 + (way === 'to' ? -minutes : minutes);
  return { time: time && timeOf(Math.floor(total / 60), total % 60), words };
}

function continental(text: string): Found {
  const [words, hours, minutes = '0'] = CONTINENTAL.exec(text) ?? [];
  return words === undefined ? undefined : { time: timeOf(Number(hours), Number(minutes)), words };
}

function inWords(text: string): Found {
  const [words, hours, clock] = IN_WORDS.exec(text) ?? [];
  const word = hours ?? clock ?? '';
  if (words === undefined || !/^[a-z]{3,}$/.test(word)) return undefined;
  return { time: MORNING.test(text) ? timeOf(numberOf(word), 0) : afterNoon(numberOf(word), 0), words };
}

const digits =
  (isIso: boolean) =>
  (text: string): Found => {
    const [words, hours = '', minutes] = DIGITS.exec(text) ?? [];
    return words === undefined ? undefined : { time: plain(text, isIso, hours, Number(minutes)), words };
  };

const bare =
  (isIso: boolean) =>
  (text: string): Found => {
    const [words, hours = ''] = BARE.exec(text) ?? [];
    return words === undefined ? undefined : { time: plain(text, isIso, hours, 0), words };
  };

function plain(text: string, isIso: boolean, hours: string, minute: number): Time | undefined {
  const isExact = isIso || hours.startsWith('0') || MORNING.test(text);
  return isExact ? timeOf(Number(hours), minute) : afterNoon(Number(hours), minute);
}

function afterNoon(hour: number, minute: number): Time | undefined {
  return timeOf(hour >= 1 && hour <= 11 ? hour + 12 : hour, minute);
}

function timeOf(hour: number, minute: number, days = 0): Time | undefined {
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return undefined;
  return hour === 24 ? { hour: 0, minute, days: days + 1 } : { hour, minute, days };
}
