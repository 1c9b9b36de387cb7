import { describe, expect, test } from 'vitest';
import { toLines } from '../../../../src/features/reviews/page/plain.ts';
import { findRating } from '../../../../src/features/reviews/page/ratings.ts';

const read = (page: string) => {
  const rating = findRating(toLines(page), true);
  return rating && `${rating.value} of ${rating.scale} = ${rating.score}`;
};

describe('a rating is read as it is written', () => {
  test.each([
    ['A quiet film.\n\nOUR RATING\n\n7 / 10\n\nA quiet film.', '7 of 10 = 70'],
    ["The plot creaks.\nSM's rating2.50/5\nSM's short comment: well meant.", '2.50 of 5 = 50'],
    ['Fun from start to end, go and see it.(4/10)', '4 of 10 = 40'],
    ['Not my cup of tea, but well made. **2.5/5**', '2.5 of 5 = 50'],
    ['I laughed a lot in the second half . 9.5/10', '9.5 of 10 = 95'],
    [
      'Kluge Kamera, schwaches Buch.\n\n**[![Site](http://x/a.gif)](http://x/) - Rating:** ![3,5/5](http://x/s.gif)',
      '3.5 of 5 = 70',
    ],
    ['[[6 Punkte|6,4]]/10 Punkten #Like', '6.4 of 10 = 64'],
    ['Ich vergebe 8 von 10 Punkten.', '8 of 10 = 80'],
    ['Fazit: 7,5 von 10', '7.5 of 10 = 75'],
    ['Gesamtwertung: 4 von 5 Sternen', '4 of 5 = 80'],
    ['Puntuación: 7 sobre 10', '7 of 10 = 70'],
    ['Le doy un 6,5 de 10.', '6.5 of 10 = 65'],
    ['Ma note : 14/20', '14 of 20 = 70'],
    ['Note : 3,5/5', '3.5 of 5 = 70'],
    ['I would give this 3 out of 5 stars.', '3 of 5 = 60'],
    ['Four stars out of five.', '4 of 5 = 80'],
    ['Three and a half stars.', '3.5 of 5 = 70'],
    ['It was fine. I rate it 6.5 out of 10 because of the cast.', '6.5 of 10 = 65'],
    ['**Score:** _58%_ \n**Verdict:** _Decent_', '58 of percent = 58'],
    ['Rating: 85 %', '85 of percent = 85'],
    ['Rating: B-', 'B- of letter = 58'],
    ['Grade: A+', 'A+ of letter = 100'],
    ['Pretty, and long. I give it a C.', 'C of letter = 42'],
    ['This one earns a solid B+ from me.', 'B+ of letter = 75'],
    ['Final rating:★★½ - Had some things that appeal to me.', '2.5 of 5 = 50'],
    ['My verdict: ★★★★☆', '4 of 5 = 80'],
    ['★★★½', '3.5 of 5 = 70'],
    ['⭐⭐⭐⭐', '4 of 5 = 80'],
    ['●●●●●●●●○○', '8 of 10 = 80'],
    ['Rating: 3½ / 5', '3.5 of 5 = 70'],
    ['영화 물결 후기 ★★★★\n재미있게 봤다.', '4 of 5 = 80'],
    ['물결 후기\n관람극장 : 시네마관람평점 : ★★★☆이 영화는 좋았다.', '3.5 of 5 = 70'],
    ['물결\n개인적인 평점을 줘보자면 한7점 줄 것 같다.', '7 of 10 = 70'],
    ['물결\n10점 만점에 8점 드립니다.', '8 of 10 = 80'],
    ['물결\n5점 만점에 3.5점', '3.5 of 5 = 70'],
    ['물결\n결론: 나는 별 네개!! 좋았다.', '4 of 5 = 80'],
    ['물결\n저의 별점은 별 4개~ 조금 후하게 주었네요.', '4 of 5 = 80'],
    ['물결\n별 다섯 개 중 세 개 반', '3.5 of 5 = 70'],
    ['물결\n내 점수는 85점이다.', '85 of 100 = 85'],
    ['물결\n평점 : ★★☆☆☆', '2 of 5 = 40'],
    ['물결 (2018,★★★,스포주의)\n좋았다.', '3 of 5 = 60'],
  ])('%j', (page, expected) => {
    expect(read(page)).toBe(expected);
  });
});

describe('what is no rating of this film is none', () => {
  test.each([
    ['Reader Rating0 Votes'],
    ['Reader Rating: 4.5/5 (12 votes)'],
    ['It sits at 94% on Rotten Tomatoes.'],
    ['IMDb rating: 7.6/10'],
    ['Audiences gave it an A- CinemaScore.'],
    ['Age-restrictionsA (18+)'],
    ['Rated R for violence.'],
    ['Rating: PG-13'],
    ['Rating: R'],
    ['FSK: 12'],
    ['# 19. The Long Night'],
    ['It opened on 9/11 in New York and on 10/10/2023 in Rome.'],
    ['They fight 24/7.'],
    ['I slept through 3/4 of the film.'],
    ['In the first 2/5 of the story nothing happens.'],
    ['Coming to cinemas on 5/10'],
    ['Nine out of 10 dentists agree with the villain.'],
    ['One of 4 people leaves the room.'],
    ['A five star hotel burns down.'],
    ['A four-star general orders it.'],
    ['It is a B-movie and proud of it.'],
    ['I give it a B movie award.'],
    ['GamesDB - Rating: 4/5'],
    ['The video game gets a 9/10 from me.'],
    ['I gave the original 9/10.'],
    ['Story: 7/10\nActing: 8/10\nMusic: 6/10'],
    ['물결\n★★★스포가 포함되어 있어요★★★'],
    ['물결\n네이버 관람객 평점 9.2점을 주었다.'],
    ['물결\n1/100정도라도 동감할지 모른다.'],
    ['물결\n별점 반개 깎고 싶다.'],
    ['물결\n15세 관람가, 118분'],
    ['물결\n개봉 2016 한국 평점 리뷰보기'],
  ])('%j', (page) => {
    expect(read(page)).toBeUndefined();
  });
});

test('an overall rating wins over the ratings of its parts', () => {
  expect(read('Story: 7/10\nActing: 9/10\nOverall: 8/10')).toBe('8 of 10 = 80');
});

test('two ratings of equal standing that disagree are none', () => {
  expect(read('Rating: 3/5\n\nRating: 4/5')).toBeUndefined();
});

test('the rating of the game of the same name is not the film’s', () => {
  expect(read('**FilmDB - Rating:** ![1,5/5](a.gif) **GamesDB - Rating:** ![4/5](b.gif)')).toBe('1.5 of 5 = 30');
});
