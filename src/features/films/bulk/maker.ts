import { parentPort, workerData } from 'node:worker_threads';
import { makeBatch, type NewFilm } from './batch.ts';

// the other thread of `Makers`
const { source, now }: { source: string; now: Date } = workerData;
parentPort?.on('message', (films: NewFilm[]) => {
  const parcels = makeBatch(films, source, now);
  const buffers = parcels.flatMap(({ pieces }) => pieces.map(({ buffer }) => buffer as ArrayBuffer));
  parentPort?.postMessage(parcels, buffers);
});
