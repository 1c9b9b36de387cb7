import type { Line } from './plain.ts';

const OTHER_REVIEWS =
  /^\W*(?:more (?:film |movie )?(?:reviews|posts|stories|from)|related(?: (?:posts|articles|reviews|stories))?|(?:popular|recent|latest|other|previous|most) (?:posts|reviews|articles|viewed|read|popular)|trending(?: now)?\W*$|also (?:by|opening|playing|in (?:cinemas|theaters))|(?:we )?also (?:saw|seen|reviewed)|you (?:may|might) (?:also )?(?:like|enjoy)|if you (?:liked?|enjoyed) this[^.!?]{0,20}:|read (?:next|more)|see also|also on|weitere (?:kritiken|filme|artikel|beiträge)|ähnliche (?:beiträge|artikel|filme)|das könnte|mehr (?:kritiken|zum thema)|neueste|articles? (?:similaires?|li[ée]s|r[ée]cents)|à lire aussi|sur le même sujet|les plus lus|(?:otras|más) (?:críticas|reseñas)|entradas (?:relacionadas|populares|recientes)|tambi[ée]n te puede|관련 ?글|인기 ?글|다른 ?글|이전 ?글|다음 ?글)/iu;
const COMMENTS =
  /^\W*(?:leave a (?:reply|comment)|schreibe? einen kommentar|laisser un commentaire|deja (?:un|tu) comentario|댓글|(?:user|reader|audience|viewer|community|nutzer|leser|zuschauer)s?['’]?\s?-?(?:reviews?|ratings?|scores?|comments?|kommentare|wertungen|bewertungen|kritiken)\s*:?\s*$|(?:join the |view |show )?(?:all )?(?:discussion|conversation)(?:\s(?:about|on)\s.{0,40})?\s*$|like\s+comments?\s+(?:restack|share)|(?:déjà |ya |all |show |view |alle |les |los )?(?:\d+ )?(?:comments?|responses?|repl(?:y|ies)|thoughts on|kommentare?|commentaires?|comentarios?|réponses?|respuestas?)(?:\s?\(?\d+\)?)?\s*[:»↓]?\s*$|(?:\d+ )?(?:comments?|thoughts|responses?|replies|antworten|kommentare?|commentaires?|réponses?|comentarios?|respuestas?) (?:on|to|auf|zu|sur|à|en|a)\s|[\p{L}\d][\p{L}\d ._-]{1,30} (?:on|am|le|el) .{6,30} (?:at|um|à|a las) \d{1,2}[:h.]\d{2}(?:\s?[ap]\.?m\.?)?\s*:?\s*$|(?:vos|your|sus|eure) (?:commentaires|comments|comentarios|kommentare)|[\p{L}\d][\p{L}\d ._-]{1,30} (?:says|said|wrote|commented|sagt|schreibt|dice|dijo|a écrit)\s*:\s*$)/iu;
/** One line that leads to other reviews, wherever it stands. */
const ASIDE =
  /^[\s«»<>←→*•-]*(?:(?:read|see) also|also read|previous|next(?: up)?|older|newer|more|other|related|up next|recommended|vorheriger? ?(?:beitrag)?|nächster? ?(?:beitrag)?|mehr(?: von)?|lies auch|auch interessant|lire aussi|à lire|précédent|suivant|lee también|más|anterior|siguiente|les films de la semaine)(?:\s[\p{L}.&’' -]{1,30})?\s*[:»→]\s*\S/iu;
const PROSE = 200;
const LONG_LINE = 60;
const NUMBER_ALONE = /^\d{1,2}(?:[.,]\d)?$/;
const OUT_OF = /^(?:\/|out of|von|sur|de|sobre)\s?\d{1,3}(?!\d)/iu;
/** Asterisks for stars, as newsgroups wrote them: "***1/2", "** out of ****". Three alone are a ruled line. */
const ASTERISKS =
  /(?<![*\p{L}\d])(\*{1,5})\s?(½|1\/2)?\s*\(?\s*(?:out of\s+|\/\s?)(\*{4,5}|four|five|4|5)(?![*\p{L}\d])|(?<![*\p{L}\d])(\*{1,5})(½|1\/2)(?![*\p{L}\d])/iu;

/**
 * The lines in which a page could give its verdict: without what follows the review (other reviews with ratings of
 * their own, comments), wrapped lines whole again, and a number and its scale on one line where the page parts them.
 */
export function verdictLines(lines: readonly Line[]): Line[] {
  const whole = lines.map(withStars).reduce<Line[]>(joined, []);
  const isProse = (line: Line) => line.text.length > PROSE;
  const [firstProse, lastProse] = [whole.findIndex(isProse), whole.findLastIndex(isProse)];
  const end = whole.findIndex(
    (line, index) =>
      index > 0 &&
      ((index > lastProse && OTHER_REVIEWS.test(line.text)) ||
        // comments may be long as well; the word above the text is a link to them
        (index > firstProse && COMMENTS.test(line.text))),
  );
  return (end < 0 ? whole : whole.slice(0, end)).filter((line) => line.text.length > PROSE || !ASIDE.test(line.text));
}

function joined(all: Line[], line: Line): Line[] {
  const before = all.at(-1);
  const parted = before && NUMBER_ALONE.test(before.text) && OUT_OF.test(line.text);
  if (before && (parted || isWrapped(before, line))) {
    all[all.length - 1] = { ...before, text: `${before.text} ${line.text}`, raw: `${before.raw}\n${line.raw}` };
  } else all.push(line);
  return all;
}

/** Whether a line goes on on the next one, which then begins as no sentence does. */
function isWrapped(before: Line, line: Line): boolean {
  const last = before.raw.slice(before.raw.lastIndexOf('\n') + 1);
  if (before.heading > 0 || line.heading > 0 || last.trim().length < LONG_LINE) return false;
  return (
    !/[.!?:;…"”»)\]]\s*$/u.test(before.text) &&
    /^\s{0,3}[\p{Ll}(]|^\s{0,3}\d{1,3}(?:[.,]\d)?(?![.)]?\s\p{Lu}|[\d.)])/u.test(line.raw)
  );
}

function withStars(line: Line): Line {
  const found = ASTERISKS.exec(line.raw);
  if (!found) return line;
  const stars = '★'.repeat((found[1] ?? found[4] ?? '').length) + ((found[2] ?? found[5]) ? '½' : '');
  const scale = found[3]?.startsWith('*') ? String(found[3].length) : found[3];
  const text = line.raw.replace(found[0], ` ${stars}${scale ? ` out of ${scale}` : ''} `).replace(/[*_]{2,}/g, '');
  return { ...line, text: text.trim() };
}
