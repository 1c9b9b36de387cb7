import { describe, expect, test } from 'vitest';
import { readByline } from '../../../../src/features/reviews/page/byline.ts';
import { readDate } from '../../../../src/features/reviews/page/dates.ts';
import { readFilmYear } from '../../../../src/features/reviews/page/film-year.ts';
import { splitFrontMatter } from '../../../../src/features/reviews/page/frontmatter.ts';
import { readLanguage } from '../../../../src/features/reviews/page/language.ts';
import { normalise, toLines } from '../../../../src/features/reviews/page/plain.ts';
import { readRuntime } from '../../../../src/features/reviews/page/runtime.ts';
import { spoilerNote } from '../../../../src/features/reviews/page/spoilers.ts';

const open = (page: string) => {
  const { fields, body } = splitFrontMatter(normalise(page));
  return { fields, body, lines: toLines(body) };
};
const byline = (page: string) => {
  const { fields, lines, body } = open(page);
  return readByline(fields, lines, body);
};

describe('the author is who wrote the review', () => {
  test.each([
    ['---\nauthor: mona\ntitle: x\n---\nText.', 'mona'],
    ['Night\nA review by Mona K.\nWritten by Mona K. on 2023-05-18\n\nText.', 'Mona K.'],
    ['Night (2020) Review\n\nBy Mona K.\n\n- Oct 10, 2023\n\nText.', 'Mona K.'],
    ['Nacht\nvon Mona Keller\n\nText.', 'Mona Keller'],
    ['Noche\nReseña de Mona Castro\n\nTexto.', 'Mona Castro'],
    ['Nuit\nPar Mona Petit\n\nTexte.', 'Mona Petit'],
    ['물결 후기\n글쓴이: 모나\n좋았다.', '모나'],
    ['Crítica de Bailarina (2023)\n\nPor Marta Ruiz\n\nTexto.', 'Marta Ruiz'],
    ['Critique de Nuit\n\nPar Luc Morel\n\nTexte.', 'Luc Morel'],
    ['Night\nPosted by mona on March 3, 2021\n\nText.', 'mona'],
  ])('%j', (page, author) => {
    expect(byline(page).author).toBe(author);
  });

  test.each([
    ['Night\n\nText.\n\nEdited by: MK'],
    ['Crítica de Bailarina\n\nTexto.'],
    ['Night\n\nWritten by Ann Lee and Bo Park, the story follows a waiter through one night in a city.'],
    ['Night\n\nDirected by Ann Lee\n\nText.'],
    ['Night\n\nBy the end of it I was asleep\n\nText.'],
  ])('%j has none', (page) => {
    expect(byline(page).author).toBeUndefined();
  });
});

describe('the day of publication is the page’s, not the film’s', () => {
  test.each([
    ["---\ntitle: x\ndate: '2011-06-24 00:10:29 +0100'\ndate_gmt: '2011-06-23 23:10:29'\n---\nText.", '2011-06-24'],
    ['+++\ntitle = "x"\ndate = 2022-10-09\n+++\nText.', '2022-10-09'],
    ['Night\nA review by mona\nWritten by mona on 2023-09-28\n\nText.', '2023-09-28'],
    ['Night — Movie Review\n\nBy Mona K.\n\n- Oct 10, 2023\n\nText.', '2023-10-10'],
    [' date 2023-10-11 \n\nNight: a film\n\nText.', '2023-10-11'],
    ['Nacht\nVeröffentlicht: 3. März 2020\n\nText.', '2020-03-03'],
    ['Noche\nPublicado el 3 de marzo de 2020\n\nTexto.', '2020-03-03'],
    ['물결 후기\n2018. 8. 31. 12:30\n좋았다.', '2018-08-31'],
  ])('%j', (page, day) => {
    expect(byline(page).published).toBe(day);
  });

  test.each([
    ['Night\nRelease date: October 5, 2023\n\nText.'],
    ['Night\nRelease date\nOctober 5, 2023\n\nText.'],
    ['---\ntitle: x\nwatched: 2020-01-01\nmovie:\n  date: 1999-01-01\n---\nText.'],
    ['<물결>관람일자 : 2016년 7월 17일관람극장 : 시네마'],
    ['# Nacht\nGeschaut: 2025 im Kino\n\nText.'],
    ['Night\n\nBeginning on October 6, 2023, you can see it.'],
  ])('%j has none', (page) => {
    expect(byline(page).published).toBeUndefined();
  });

  test('figures that two countries read differently are no date', () => {
    expect(readDate('03/04/2023')).toBeUndefined();
    expect(readDate('13/04/2023')).toBe('2023-04-13');
    expect(readDate('2023-02-30')).toBeUndefined();
  });
});

test('the site is named by the page or by its address', () => {
  expect(byline('---\ntitle: x\nurl: https://www.nights.example/2015/x/\n---\nText.')).toMatchObject({
    site: 'nights.example',
    url: 'https://www.nights.example/2015/x/',
  });
  expect(byline('Night\n\nText.\n\nDiscover more from Night Post\n').site).toBe('Night Post');
  expect(byline('---\ntitle: x\nurl: javascript:alert(1)\n---\nText.').url).toBeUndefined();
});

const runtime = (page: string) => {
  const { fields, lines } = open(page);
  return readRuntime(fields, lines);
};

test.each([
  ['Runtime: 93 minutes', 93],
  ['Duration1 hour 33 minutes', 93],
  ['Thriller | Jahr: 2025 | Regisseur: Ann Lee | 2h 5min', 125],
  ['It streams with a lean 93-minute runtime.', 93],
  ['108 Minuten langer Test der Geduld.', 108],
  ['이 심플한 내용을 101분이라는 긴 러닝타임에 담았다.', 101],
  ['스릴러 / 한국 / 118분 / 2016.07.20 개봉', 118],
  ['상영시간은 1시간 36분으로 짧다.', 96],
  ['Durée : 1h45', 105],
  ['Duración: 112 min', 112],
  ['---\ntitle: x\nruntime: 2h 28min\n---\nText.', 148],
])('the running time of %j is %i minutes', (page, minutes) => {
  expect(runtime(page)).toBe(minutes);
});

test.each([
  ['Die 100 Minuten Mittelmaß dazwischen kann man sich sparen.'],
  ['The first 30 minutes are great.'],
  ['A 90-minute runtime would have been enough.'],
  ['I think a 90-minute runtime have sufficed.'],
  ['Nothing happens until 15-20 minutes before the end.'],
  ['Le Mans does not finish after 24 hours.'],
  ['7월 15일 9시 55분 영화를 보고 왔다.'],
  ['러닝타임이 2시간 30분이 조금 넘을 만큼 길었다.'],
])('%j tells no running time', (page) => {
  expect(runtime(page)).toBeUndefined();
});

const filmYear = (page: string) => {
  const { fields, lines } = open(page);
  return readFilmYear(fields, lines);
};

test.each([
  ['Year: 2023', 2023],
  ['Thriller | Erscheinungsjahr: [[2020er|2025]] | Geschaut: 2024', 2025],
  ['A 2023 South Korean hardcore action film directed by Ann Lee.', 2023],
  ['---\ntitle: x\nyear: 1999\n---\nText.', 1999],
  ['물결 감독 이안 개봉 2016 한국', 2016],
  ['118분 / 2016.07.20 개봉', 2016],
])('the film of %j is of %i', (page, year) => {
  expect(filmYear(page)).toBe(year);
});

test('the year of another film is not this one’s', () => {
  expect(filmYear('In fact, another movie with the same title is likely to be released in 2024.')).toBeUndefined();
  expect(filmYear('She won awards in 2021 for The Night (2020).')).toBeUndefined();
});

const note = (page: string) => spoilerNote(open(page).lines, '');

test.each([
  ['A quiet opening. **Spoilers follow.**', 'marked'],
  ['DISCLAIMER: Expect spoilers, all ye who enter here.', 'marked'],
  ['Achtung, Spoiler!', 'marked'],
  ['Ojo, spoilers a partir de aquí.', 'marked'],
  ['Attention spoilers', 'marked'],
  ['물결 후기 (스포o)', 'marked'],
  ['물결 후기(스포0)', 'marked'],
  ['물결 후기 스포주의', 'marked'],
  ['물결 (결말, 스포, 해석 포함)', 'marked'],
  ['Night\n\nSpoilers free review of the night', 'declared-free'],
  ['MORE SPOILER-FREE REVIEWS @ https://nights.example', 'declared-free'],
  ['This review contains no spoilers.', 'declared-free'],
  ['Eine spoilerfreie Kritik.', 'declared-free'],
  ['Reseña sin spoilers', 'declared-free'],
  ['물결 후기 (노스포)', 'declared-free'],
  ['물결 후기 (스포x)', 'declared-free'],
  ['This is spoiler-free until the line. Spoilers ahead!', 'marked'],
  ['A car with a big tail.', 'unknown'],
  ['물결 후기', 'unknown'],
])('%j is %s', (page, expected) => {
  expect(note(page)).toBe(expected);
});

test.each([
  ['Rat poison makes you thirsty, and that is all it does.', 'en'],
  ['Der Film hat mich nicht überzeugt, aber er ist schön.', 'de'],
  ['Le film est très beau mais un peu long.', 'fr'],
  ['La película es muy larga pero me gusta.', 'es'],
  ['영화가 정말 좋았다.', 'ko'],
  ['とても良い映画でした。', 'ja'],
  ['---\nlang: en-GB\ntitle: x\n---\nDer Film', 'en'],
])('the language of %j is %s', (page, language) => {
  const { fields, body } = open(page);
  expect(readLanguage(fields, body)).toBe(language);
});
