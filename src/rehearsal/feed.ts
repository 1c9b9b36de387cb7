/** Something that happens and may be listened to. */
export type Feed<T> = {
  tell(news: T): void;
  /** @returns a function that ends the listening. */
  listen(listener: (news: T) => void): () => void;
};

/** A feed without listeners. */
export function feed<T>(): Feed<T> {
  const listeners = new Set<(news: T) => void>();
  return {
    tell: (news) => {
      for (const listener of listeners) listener(news);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
