const text = (name: string, more: object = {}) => ({ type: 3, name, description: name, ...more });

/** The commands of the bots in these tests. */
export const COMMANDS = [
  {
    name: 'film',
    description: 'a film',
    name_localizations: { ko: '영화' },
    options: [
      text('title', { required: true, autocomplete: true, name_localizations: { ko: '제목' } }),
      text('pitch', { max_length: 40 }),
      { type: 4, name: 'year', description: 'year', min_value: 1888, max_value: 2100 },
      { type: 5, name: 'seen', description: 'seen' },
      { type: 6, name: 'by', description: 'by' },
      text('sort', { choices: [{ name: 'By year', value: 'y', name_localizations: { ko: '연도순' } }] }),
    ],
  },
  { name: 'ping', description: 'an answer' },
  {
    name: 'poll',
    description: 'polls',
    options: [
      { type: 1, name: 'open', description: 'open', options: [text('name')] },
      {
        type: 2,
        name: 'rules',
        description: 'rules',
        options: [{ type: 1, name: 'set', description: 'set', options: [text('tie')] }],
      },
    ],
  },
  { name: 'sweep', description: 'for moderators', default_member_permissions: String(1n << 13n) },
  { type: 3, name: 'Hide as a spoiler' },
];
