/** Text long enough for a reader mode to take it for an article. */
export const PROSE = [
  'A ferry leaves a port in fog and nobody on board quite knows whether the far shore is still there. The engine room is filmed like a chapel, all brass and breath, and for an hour the picture hardly needs words.',
  'The captain keeps her hands on the wheel and her eyes on nothing. There is a passenger too many, or a lifejacket too few, and the film is in no hurry to say which of the two it is going to be.',
  'The last reel asks for more patience than it earns. Even so, this is a first feature to be proud of, and the cook deserves a film of his own.',
];

type Parts = { head?: string; heading?: string; before?: string; article?: string; after?: string; lang?: string };

/** A review as a blog or a paper serves it: navigation, an article, a column of other things, comments, a footer. */
export function site({
  head = '',
  heading = 'Night Ferry (2019)',
  before = '',
  article = '',
  after = '',
  lang = 'en',
}: Parts): string {
  return `<!DOCTYPE html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${heading} | The Harbour Reel</title>
<meta property="og:site_name" content="The Harbour Reel">${head}
<script>window.ratings = {"ratingValue": 10};</script><style>.rating { width: 5/5 }</style></head>
<body><header><nav><a href="/">Home</a> <a href="/reviews">Reviews</a> <a href="/top">Top rated: 10/10</a></nav></header>
<main><article><h1>${heading}</h1>${before}
${PROSE.map((text) => `<p>${text}</p>`).join('\n')}
${article}</article></main>
<aside class="sidebar"><h2>More reviews</h2><ul><li><a href="/low-tide">Low Tide</a> <span class="rating">2/5</span></li></ul></aside>
<section id="comments"><h2>2 Comments</h2><ol><li><b>toastie</b><p>Overrated. 3/10 from me.</p></li><li><b>jo</b><p>10/10!!!</p></li></ol></section>
${after}<footer>© 2020 The Harbour Reel. Rated the best blog of the coast: 9/10.</footer></body></html>`;
}

/** A script of JSON-LD around data, or around text that is no JSON. */
export const ld = (data: unknown) =>
  `<script type="application/ld+json">${typeof data === 'string' ? data : JSON.stringify(data)}</script>`;
