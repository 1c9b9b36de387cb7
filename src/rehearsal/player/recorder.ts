import type { Interaction } from '../state/interactions.ts';
import { type Delivery, isLoading } from '../state/messages.ts';
import type { Refused, World } from '../state/world.ts';
import { seenNews } from './happenings.ts';
import { type Notebook, notebook } from './notebook.ts';

export type Recorder = {
  /** Begins a new step and with it a new notebook of all that reaches people. */
  begin(): Notebook;
  /** What reaches people while `work` runs, up to its first wait, in a notebook of its own. */
  during<Result>(work: () => Result): { result: Result; notes: Notebook };
  /** Writes what an interaction alone brings into a notebook. @returns a function that ends that. */
  follow(interactionId: string, notes: Notebook): () => void;
  /** Grows with everything delivered. */
  count(): number;
  close(): void;
};

/** Writes down what reaches people. */
export function recorder(world: World): Recorder {
  const everShown = new Set<string>();
  const followed = new Map<string, Notebook>();
  let step = notebook(world);
  let within: Notebook | undefined;
  let changes = 0;
  const write = (cause: string | null, line: (notes: Notebook) => void) => {
    const own = cause === null ? undefined : followed.get(cause);
    for (const notes of new Set([step, within, own])) if (notes) line(notes);
  };
  const onDelivery = (delivery: Delivery) => {
    changes++;
    const { message, cause } = delivery;
    if (isLoading(message)) return;
    const isNew = !everShown.has(message.id);
    write(cause, (notes) => notes.delivered(delivery, isNew));
    everShown.add(message.id);
  };
  const onAnswer = (interaction: Interaction) => {
    changes++;
    write(interaction.id, (notes) => notes.answered(interaction));
  };
  const onRefusal = ({ refusal, cause }: Refused) => write(cause, (notes) => notes.refuse(refusal));
  const stops = [
    world.deliveries.listen(onDelivery),
    world.interactions.answered.listen(onAnswer),
    world.refusals.listen(onRefusal),
    // As it is seen at that moment: by the end of the step others may see it, or nobody.
    world.news.listen((news) => {
      changes++;
      const seen = seenNews(world, news);
      write(null, (notes) => notes.happened(seen));
    }),
  ];
  return {
    begin: () => {
      step = notebook(world);
      return step;
    },
    during: (work) => {
      const notes = notebook(world);
      within = notes;
      try {
        return { result: work(), notes };
      } finally {
        within = undefined;
      }
    },
    follow: (interactionId, notes) => {
      followed.set(interactionId, notes);
      return () => followed.delete(interactionId);
    },
    count: () => changes,
    close: () => {
      for (const stop of stops) stop();
    },
  };
}
