import { type Packed, zip } from './zip.ts';

const csv = (...lines: string[]) => `${lines.join('\r\n')}\r\n`;
const HEAD = 'Date,Name,Year,Letterboxd URI';

/** An export as Letterboxd makes one: the files and columns of its version 7, with films of our own. */
export const FILES = {
  'watchlist.csv': csv(
    HEAD,
    '2025-11-02,The Handmaiden,2016,https://boxd.it/a',
    '2025-11-03,Oldboy,2003,https://boxd.it/b',
    '2025-11-04,Nowhere Film,1931,https://boxd.it/c',
  ),
  'watched.csv': csv(HEAD, '2024-01-02,Burning,2018,https://boxd.it/d', '2024-01-03,Parasite,2019,https://boxd.it/e'),
  'ratings.csv': csv(
    `${HEAD},Rating`,
    '2024-02-01,Burning,2018,https://boxd.it/d,4.5',
    '2024-02-02,Parasite,2019,https://boxd.it/e,5',
  ),
  'diary.csv': csv(
    `${HEAD},Rating,Rewatch,Tags,Watched Date`,
    '2024-01-20,Burning,2018,https://boxd.it/f,3,,,2024-01-19',
    '2024-03-20,Casablanca,1942,https://boxd.it/g,3.5,Yes,"old, good",2024-03-19',
  ),
  'reviews.csv': csv(
    `${HEAD},Rating,Rewatch,Review,Tags,Watched Date`,
    '2024-01-20,Burning,2018,https://boxd.it/f,3,,"The <b>cat</b> was real.<br>Or &quot;not&quot;.",,2024-01-19',
  ),
  'profile.csv': csv('Date Joined,Username', '2020-01-01,somebody'),
  'likes/films.csv': csv(HEAD, '2024-02-02,Akira,1988,https://boxd.it/h'),
  'likes/reviews.csv': csv('Date,Name', '2024-02-02,Not a film'),
  'deleted/diary.csv': csv(HEAD, '2024-02-02,Oldboy,2003,https://boxd.it/b'),
  'lists/best-endings.csv': csv(
    'Letterboxd list export v7',
    'Date,Name,Tags,URL,Description',
    '2024-05-01,Best endings,,https://boxd.it/l,"Two lines,\nof words"',
    '',
    'Position,Name,Year,URL,Description',
    '1,Memories of Murder,2003,https://boxd.it/m,',
    '2,Burning,2018,https://boxd.it/d,',
  ),
  'lists/plain-one.csv': csv('Position,Name,Year,URL,Description', '1,Decision to Leave,2022,https://boxd.it/n,'),
} as const satisfies Record<string, string>;

export type FileName = keyof typeof FILES;

/** A ZIP of the export, or of some of its files, inside a folder if one is named. */
export function exportZip(names = Object.keys(FILES) as FileName[], folder = ''): Buffer {
  return zip(names.map((name): Packed => ({ name: `${folder}${name}`, data: FILES[name] })));
}
