import { FILM_TYPES, importImdb } from '../../../src/features/films/films.ts';
import { NOW } from './catalogue.ts';

// node imdb-child.ts DATABASE FOLDER: imports as if the films were very many
const [, , url = '', folder = ''] = process.argv;
await importImdb(url, folder, { wanted: { types: FILM_TYPES, adult: false }, now: NOW, largeFrom: 1 });
