import type { Line } from './plain.ts';

const AFTERWARDS =
  /^\W*(?:more (?:film |movie )?(?:reviews|posts|stories|from)|related(?: (?:posts|articles|reviews|stories))?|(?:popular|recent|latest|other|previous) (?:posts|reviews|articles)|you (?:may|might) (?:also )?(?:like|enjoy)|read (?:next|more)|see also|also on|weitere (?:kritiken|filme|artikel|beiträge)|ähnliche (?:beiträge|artikel|filme)|das könnte|articles? (?:similaires?|li[ée]s|r[ée]cents)|à lire aussi|entradas (?:relacionadas|populares|recientes)|tambi[ée]n te puede|관련 ?글|인기 ?글|다른 ?글|leave a (?:reply|comment)|(?:\d+ )?(?:comments|thoughts on|kommentare|commentaires|comentarios))/iu;
const PROSE = 200;
const NUMBER_ALONE = /^\d{1,2}(?:[.,]\d)?$/;
const OUT_OF = /^(?:\/|out of|von|sur|de|sobre)\s?\d{1,3}(?!\d)/iu;

/**
 * The lines in which a page could give its verdict: without what follows the review (other reviews with ratings of
 * their own, comments), and with a number and its scale on one line where the page parts them.
 */
export function verdictLines(lines: readonly Line[]): Line[] {
  const lastProse = lines.findLastIndex((line) => line.text.length > PROSE);
  const end = lines.findIndex((line, index) => index > lastProse && index > 0 && AFTERWARDS.test(line.text));
  return joined(end < 0 ? lines : lines.slice(0, end));
}

function joined(lines: readonly Line[]): Line[] {
  return lines.reduce<Line[]>((all, line) => {
    const before = all.at(-1);
    const parted = before && NUMBER_ALONE.test(before.text) && OUT_OF.test(line.text);
    if (parted) all[all.length - 1] = { ...before, text: `${before.text} ${line.text}` };
    else all.push(line);
    return all;
  }, []);
}
