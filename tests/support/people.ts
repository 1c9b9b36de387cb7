import fc from 'fast-check';
import type { Entry, MembersView } from '../../src/features/reviews/reviews.ts';
import { hostileText } from './hostile.ts';

/** What people type: texts bent on breaking the markup, any text, and the longest Korean there is. */
const typed: fc.Arbitrary<string> = fc.oneof(
  hostileText,
  fc.string({ unit: 'grapheme', maxLength: 500 }),
  fc.constantFrom('한국어 감상 '.repeat(700), '||'.repeat(2_000), '`'.repeat(4_000), '𒐫'.repeat(2_000)),
);

const orNot = (text: fc.Arbitrary<string>) => fc.option(text, { nil: null });

/** Somebody's review of a film as it is stored. @param secret is in what they hide, and nowhere else. */
function entryOf(secret = ''): fc.Arbitrary<Entry> {
  return fc.record({
    userId: fc.bigInt({ min: 10n ** 16n, max: 10n ** 19n }).map(String),
    halfStars: fc.integer({ min: 1, max: 10 }),
    ratedAt: fc.constant(new Date(0)),
    openLine: orNot(typed.map((text) => text.slice(0, 200))),
    hidden: orNot(fc.tuple(typed, typed).map(([left, right]) => `${left}${secret}${right}`.slice(-4_000))),
    again: fc.constantFrom('yes', 'maybe', 'no', null),
    seenWhere: orNot(typed.map((text) => text.slice(0, 100))),
  });
}

/** What one member may know of what the others say. */
export function membersOf(secret = ''): fc.Arbitrary<MembersView> {
  // As stored: nobody has two reviews of one film, and the reader's own is not among the others'.
  const people = fc.uniqueArray(entryOf(secret), { maxLength: 9, selector: ({ userId }) => userId });
  const reviews = fc.tuple(people, fc.boolean()).map(([all, hasOwn]) => {
    const [first, ...others] = all;
    return hasOwn ? { yours: first, entries: others } : { yours: undefined, entries: all.slice(0, 8) };
  });
  const rest = fc.record({
    blind: fc.boolean(),
    youSeen: fc.boolean(),
    seen: fc.nat(1_000),
    raters: fc.array(fc.bigInt({ min: 10n ** 16n, max: 10n ** 19n }).map(String), { maxLength: 40 }),
    average: fc.option(fc.constant(3.4), { nil: undefined }),
  });
  return fc.tuple(rest, reviews).map(([view, written]) => ({ ...view, ...written }));
}
