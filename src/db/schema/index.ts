export * from './clubs.ts';
export * from './films.ts';
export * from './house.ts';
export * from './marks.ts';
export * from './reviews.ts';
