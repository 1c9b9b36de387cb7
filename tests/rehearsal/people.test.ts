import { type Interaction, MessageFlags } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { type Bot, connect } from './bot.ts';
import { COMMANDS } from './commands.ts';

type Answer = (interaction: Interaction) => Promise<unknown> | unknown;

let stage: Stage;
let bot: Bot;
let answer: Answer = () => {};
let asked: Interaction[] = [];

beforeEach(async () => {
  stage = await openStage();
  asked = [];
  bot = await connect(
    stage,
    (interaction) => {
      asked.push(interaction);
      return answer(interaction);
    },
    COMMANDS,
  );
});

afterEach(async () => {
  await bot.client.destroy();
  await stage.close();
  expect(bot.failures).toEqual([]);
  expect(stage.violations).toEqual([]);
});

const row = (...components: object[]) => ({ type: 1, components });
const button = (label: string, custom_id: string, more = {}) => ({ type: 2, style: 1, label, custom_id, ...more });
const v2 = (...components: object[]) =>
  ({ flags: MessageFlags.IsComponentsV2, components: components as never }) as const;
const reply =
  (body: object): Answer =>
  (interaction) =>
    interaction.isRepliable() ? interaction.reply(body) : undefined;

describe('a command', () => {
  test('reaches the bot with who ran it, where, in which language and with which rights', async () => {
    answer = reply({ content: 'ok' });
    await stage.play({ as: 'ko', guild: 'two', type: '/ping' });
    const [one] = asked;
    expect(one?.user.username).toBe('ko');
    expect(one?.locale).toBe('ko');
    expect(one?.guild?.name).toBe('Film club two');
    expect(one?.memberPermissions?.has('SendMessages')).toBe(true);
    expect(one?.memberPermissions?.has('ManageMessages')).toBe(false);
    expect(one?.appPermissions.has('ViewChannel')).toBe(true);
  });

  test('carries its options by type', async () => {
    answer = reply({ content: 'ok' });
    await stage.play({ as: 'm1', type: '/film Ballerina: the film year:2023 seen:true by:@m2 sort:By year' });
    const [one] = asked;
    if (!one?.isChatInputCommand()) throw new Error('no command came');
    expect(one.options.getString('title')).toBe('Ballerina: the film');
    expect(one.options.getInteger('year')).toBe(2023);
    expect(one.options.getBoolean('seen')).toBe(true);
    expect(one.options.getUser('by')?.username).toBe('m2');
    expect(one.options.getString('sort')).toBe('y');
  });

  test('may be called by its name in the language of the member, and its options too', async () => {
    answer = reply({ content: 'ok' });
    await stage.play({ as: 'ko', type: '/영화 제목:발레리나' });
    const [one] = asked;
    if (!one?.isChatInputCommand()) throw new Error('no command came');
    expect([one.commandName, one.options.getString('title')]).toEqual(['film', '발레리나']);
  });

  test('finds its subcommand and its group', async () => {
    answer = reply({ content: 'ok' });
    await stage.play({ as: 'host', type: '/poll rules set tie: by date' });
    const [one] = asked;
    if (!one?.isChatInputCommand()) throw new Error('no command came');
    expect([one.options.getSubcommandGroup(), one.options.getSubcommand(), one.options.getString('tie')]).toEqual([
      'rules',
      'set',
      'by date',
    ]);
  });

  test.each([
    ['/nothing', 'no command "/nothing" is registered'],
    ['/film', '"title" is required'],
    ['/film x year:soon', '"year" takes a whole number'],
    ['/film x year:12', '"year" is out of range'],
    ['/film x seen:perhaps', '"seen" takes True or False'],
    ['/film x by:@nobody', '"by" finds no "@nobody"'],
    ['/film x sort:By size', '"sort" offers no "By size"'],
    [`/film x pitch:${'long '.repeat(9)}`, '"pitch" takes at most 40 characters, not 44'],
    [`/film ${'x'.repeat(6001)}`, '"title" takes at most 6000 characters, not 6001'],
    ['/film x title:y', '"title" is given twice'],
    ['/poll', 'one of open, rules has to follow'],
    ['/poll close', 'there is no "close" here: one of open, rules'],
    ['/ping hello', '"hello" belongs to no option'],
    ['/sweep', '"/sweep" is not offered to m1'],
  ])('%.20s that a client would not send is a problem of the step: %s', async (type, error) => {
    const result = await stage.play({ as: 'm1', type });
    expect(result).toMatchObject({ error, seen: [], ms: null });
    expect(asked).toEqual([]);
  });

  test('for moderators is offered to a moderator', async () => {
    answer = reply({ content: 'swept' });
    expect(await stage.play({ as: 'mod', type: '/sweep' })).toMatchObject({ error: null, seen: [{ text: 'swept' }] });
  });
});

describe('an answer', () => {
  test('to all is seen by everyone, with its text, controls and pictures', async () => {
    const picture = { type: 11, media: { url: 'https://example.org/a.png' }, description: 'The poster', spoiler: true };
    answer = reply(
      v2(
        { type: 9, components: [{ type: 10, content: '**Ballerina** · 2023' }], accessory: picture },
        { type: 17, spoiler: true, components: [{ type: 10, content: 'she wins' }] },
        { type: 10, content: 'A ||butler|| with <@&1>' },
        row(button('Our club', 'a'), { type: 2, style: 5, label: 'Read', url: 'https://example.org' }),
        row({ type: 3, custom_id: 's', placeholder: 'Not this one?', options: [{ label: '2025', value: '1' }] }),
      ),
    );
    const result = await stage.play({ as: 'm1', type: '/film ballerina' });
    expect(result.error).toBeNull();
    expect(result.ms).toBeGreaterThan(0);
    expect(result.seen).toMatchObject([
      {
        kind: 'message',
        channel: '#film-club',
        ephemeral: false,
        visibleTo: 'everyone',
        text: 'Ballerina · 2023\n▒▒▒\nA ▒▒▒ with @unknown-role',
        revealed: 'Ballerina · 2023\nshe wins\nA butler with @unknown-role',
        notification: '',
        controls: ['Our club', 'Read', 'Not this one?', '2025'],
        images: [{ alt: 'The poster', spoiler: true }],
        choices: [],
      },
    ]);
  });

  test('to one is seen by that one alone, now and when looking', async () => {
    answer = reply({ content: 'for you', flags: MessageFlags.Ephemeral });
    const result = await stage.play({ as: 'm2', type: '/ping' });
    expect(result.seen).toMatchObject([{ ephemeral: true, visibleTo: ['m2'], text: 'for you' }]);
    expect((await stage.play({ as: 'm2', look: '#film-club' })).seen).toHaveLength(1);
    expect((await stage.play({ as: 'm1', look: '#film-club' })).seen).toEqual([]);
  });

  test('that is deferred shows once, when it is there', async () => {
    answer = async (interaction) => {
      if (!interaction.isRepliable()) return;
      await interaction.deferReply();
      await interaction.editReply({ content: 'late but ||here||' });
    };
    const result = await stage.play({ as: 'm1', type: '/ping' });
    expect(result.seen).toMatchObject([{ kind: 'message', text: 'late but ▒▒▒', notification: 'late but ||here||' }]);
  });

  test('that was deferred privately stays private whatever its edit says', async () => {
    answer = async (interaction) => {
      if (!interaction.isRepliable()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply(v2({ type: 10, content: 'secret' }));
    };
    expect((await stage.play({ as: 'm1', type: '/ping' })).seen).toMatchObject([
      { ephemeral: true, visibleTo: ['m1'] },
    ]);
  });

  test('may be followed up, changed and taken back', async () => {
    answer = async (interaction) => {
      if (!interaction.isRepliable()) return;
      await interaction.reply({ content: 'one' });
      const second = await interaction.followUp({ content: 'two' });
      await interaction.editReply({ content: 'one, changed' });
      await interaction.deleteReply(second);
    };
    const { seen } = await stage.play({ as: 'm1', type: '/ping' });
    expect(seen.map(({ kind, text }) => [kind, text])).toEqual([
      ['message', 'one, changed'],
      ['message', 'two'],
      ['delete', ''],
    ]);
  });

  test('reaches the phone as its plain content, unless it is silent', async () => {
    answer = reply({ content: 'quiet', flags: MessageFlags.SuppressNotifications });
    expect((await stage.play({ as: 'm1', type: '/ping' })).seen).toMatchObject([{ text: 'quiet', notification: '' }]);
  });
});

describe('a file', () => {
  const picture = { attachment: Buffer.from('not really'), name: 'SPOILER_poster.png', description: 'The poster' };

  test('is seen as a picture with its description, covered when it is marked so', async () => {
    answer = reply({ content: 'look', files: [picture] });
    expect((await stage.play({ as: 'm1', type: '/ping' })).seen).toMatchObject([
      { text: 'look\n▒▒▒', revealed: 'look\nSPOILER_poster.png', images: [{ alt: 'The poster', spoiler: true }] },
    ]);
  });

  test('of Components V2 is seen where a component shows it', async () => {
    const gallery = { type: 12, items: [{ media: { url: 'attachment://SPOILER_poster.png' }, description: 'Here' }] };
    answer = reply({ ...v2(gallery), files: [picture] });
    expect((await stage.play({ as: 'm1', type: '/ping' })).seen).toMatchObject([
      { text: '', images: [{ alt: 'Here', spoiler: false }] },
    ]);
  });
});

describe('typing', () => {
  test('is answered with choices, and a choice that is picked sends its value', async () => {
    answer = (interaction) => {
      if (interaction.isAutocomplete())
        return interaction.respond([
          { name: 'Ballerina (2023)', value: 'id:1', nameLocalizations: { ko: '발레리나 (2023)' } },
        ]);
      return reply({ content: 'ok' })(interaction);
    };
    const result = await stage.play({ as: 'ko', typing: '/film balle' });
    expect(result.seen).toMatchObject([{ kind: 'autocomplete', visibleTo: ['ko'], choices: ['발레리나 (2023)'] }]);
    await stage.play({ as: 'm1', typing: '/film balle' });
    await stage.play({ as: 'm1', type: '/film Ballerina (2023)' });
    const sent = asked.at(-1);
    expect(sent?.isChatInputCommand() && sent.options.getString('title')).toBe('id:1');
    await stage.play({ as: 'm2', type: '/film Ballerina (2023)' });
    const free = asked.at(-1);
    expect(free?.isChatInputCommand() && free.options.getString('title')).toBe('Ballerina (2023)');
  });

  test('asks for the option typed last, and one without choices offers nothing', async () => {
    expect(await stage.play({ as: 'm1', typing: '/film x pitch:why' })).toMatchObject({
      error: '"pitch" offers nothing while typing',
    });
    answer = (interaction) => (interaction.isAutocomplete() ? interaction.respond([]) : undefined);
    expect(await stage.play({ as: 'm1', typing: '/film' })).toMatchObject({ error: null, seen: [{ choices: [] }] });
    const [one] = asked;
    expect(one?.isAutocomplete() && one.options.getFocused(true)).toMatchObject({ name: 'title', value: '' });
  });
});

describe('controls', () => {
  const card = v2(
    { type: 10, content: 'card' },
    row(button('Go', 'go'), button('Shut', 'shut', { disabled: true }), {
      type: 2,
      style: 5,
      label: 'Link',
      url: 'https://example.org',
    }),
    row({
      type: 3,
      custom_id: 'pick',
      placeholder: '1st choice',
      max_values: 2,
      options: [
        { label: 'A', value: 'a' },
        { label: 'B', value: 'b' },
      ],
    }),
    row({ type: 5, custom_id: 'who', placeholder: 'Who?' }),
  );
  const onCard =
    (then: Answer): Answer =>
    (interaction) =>
      interaction.isCommand() ? reply(card)(interaction) : then(interaction);

  test('a button changes its own message', async () => {
    answer = onCard((interaction) =>
      interaction.isButton() ? interaction.update(v2({ type: 10, content: 'gone on' })) : undefined,
    );
    const first = await stage.play({ as: 'm1', type: '/ping' });
    const second = await stage.play({ as: 'm2', click: 'Go' });
    expect(second.seen).toMatchObject([
      { kind: 'edit', id: first.seen[0]?.id, text: 'gone on', notification: '', controls: [] },
    ]);
  });

  test('a button acknowledged without a word changes nothing until the edit', async () => {
    answer = onCard(async (interaction) => {
      if (!interaction.isButton()) return;
      await interaction.deferUpdate();
      await interaction.editReply(v2({ type: 10, content: 'edited' }));
    });
    await stage.play({ as: 'm1', type: '/ping' });
    expect((await stage.play({ as: 'm2', click: 'Go' })).seen).toMatchObject([{ kind: 'edit', text: 'edited' }]);
  });

  test('a select sends the values behind the labels', async () => {
    answer = onCard((interaction) =>
      interaction.isStringSelectMenu() ? interaction.reply({ content: interaction.values.join() }) : undefined,
    );
    await stage.play({ as: 'm1', type: '/ping' });
    expect((await stage.play({ as: 'm2', select: '1st choice', values: ['B', 'A'] })).seen).toMatchObject([
      { text: 'b,a' },
    ]);
  });

  test('a select of people sends the people', async () => {
    answer = onCard((interaction) =>
      interaction.isUserSelectMenu()
        ? interaction.reply({ content: interaction.users.map(({ username }) => username).join() })
        : undefined,
    );
    await stage.play({ as: 'm1', type: '/ping' });
    expect((await stage.play({ as: 'm2', select: 'Who?', values: ['@m3'] })).seen).toMatchObject([{ text: 'm3' }]);
  });

  test.each([
    [{ click: 'Nope' }, 'm1 sees no button "Nope"'],
    [{ click: 'go' }, 'm1 sees no button "go"'],
    [{ click: 'Shut' }, 'the button "Shut" is disabled'],
    [{ click: 'Link' }, 'the button "Link" is a link and tells the bot nothing'],
    [{ click: 'Go', on: '1' }, 'm1 sees no message 1'],
    [{ select: '1st choice', values: ['C'] }, '"C" is not on offer'],
    [{ select: '1st choice', values: [] }, 'between 1 and 2 have to be picked, not 0'],
    [{ select: '1st choice', values: ['A', 'A'] }, 'one of them is picked twice'],
    [{ submit: {} }, 'm1 has no form open'],
    [{ menu: 'Explode' }, 'the menu of a message offers no "Explode"'],
    [{ rsvp: true }, 'there is no event'],
    [{ look: '#attic' }, 'm1 sees no channel "#attic"'],
  ])('%j cannot be done, and nothing is sent', async (step, error) => {
    answer = onCard(() => {});
    await stage.play({ as: 'm1', type: '/ping' });
    expect(await stage.play({ as: 'm1', ...step })).toMatchObject({ error, seen: [] });
    expect(asked).toHaveLength(1);
  });

  test('of a private message cannot be used by others', async () => {
    answer = reply({ content: 'x', flags: MessageFlags.Ephemeral, components: [row(button('Mine', 'm'))] });
    await stage.play({ as: 'm1', type: '/ping' });
    expect(await stage.play({ as: 'm2', click: 'Mine' })).toMatchObject({ error: 'm2 sees no button "Mine"' });
    expect(await stage.play({ as: 'm1', click: 'Mine' })).toMatchObject({ error: null });
  });

  test('are looked for on the message named, else on the newest', async () => {
    answer = onCard((interaction) =>
      interaction.isButton() ? interaction.reply({ content: interaction.message.id }) : undefined,
    );
    const first = await stage.play({ as: 'm1', type: '/ping' });
    const second = await stage.play({ as: 'm1', type: '/ping' });
    const [one, two] = [first.seen[0]?.id ?? '', second.seen[0]?.id ?? ''];
    expect((await stage.play({ as: 'm1', click: 'Go' })).seen).toMatchObject([{ text: two }]);
    expect((await stage.play({ as: 'm1', click: 'Go', on: one })).seen).toMatchObject([{ text: one }]);
  });

  test('the menu of a message brings the message along', async () => {
    answer = (interaction) =>
      interaction.isMessageContextMenuCommand()
        ? interaction.reply({ content: interaction.targetMessage.content })
        : undefined;
    await stage.play({ as: 'm1', say: 'the butler did it' });
    expect((await stage.play({ as: 'mod', menu: 'Hide as a spoiler' })).seen).toMatchObject([
      { text: 'the butler did it' },
    ]);
  });
});

describe('a form', () => {
  const FORM = {
    title: 'Your review',
    custom_id: 'review',
    components: [
      { type: 10, content: 'Be kind.' },
      {
        type: 18,
        label: 'A line',
        description: 'no spoilers',
        component: { type: 4, custom_id: 'line', style: 1, min_length: 2, max_length: 10, required: false },
      },
      {
        type: 18,
        label: 'Rating',
        component: {
          type: 3,
          custom_id: 'rating',
          options: [
            { label: '4', value: 'four' },
            { label: '5', value: 'five' },
          ],
        },
      },
      {
        type: 18,
        label: 'Again',
        component: {
          type: 21,
          custom_id: 'again',
          required: false,
          options: [
            { label: 'Yes', value: 'y' },
            { label: 'No', value: 'n' },
          ],
        },
      },
    ],
  };
  const withForm: Answer = (interaction) => {
    if (interaction.isChatInputCommand()) return interaction.showModal(FORM as never);
    if (!interaction.isModalSubmit()) return undefined;
    const { fields } = interaction;
    const words = [
      fields.getTextInputValue('line'),
      ...fields.getStringSelectValues('rating'),
      fields.getRadioGroup('again'),
    ];
    return interaction.reply({ content: words.join('/') || '-', flags: MessageFlags.Ephemeral });
  };

  test('is shown with its title, labels and options, and is sent filled in', async () => {
    answer = withForm;
    expect((await stage.play({ as: 'm1', type: '/ping' })).seen).toMatchObject([
      {
        kind: 'modal',
        visibleTo: ['m1'],
        text: 'Your review\nBe kind.\nA line: no spoilers\nRating\nAgain',
        controls: ['A line', 'Rating', '4', '5', 'Again', 'Yes', 'No'],
      },
    ]);
    const sent = await stage.play({ as: 'm1', submit: { Rating: '4', 'A line': 'fine', Again: 'Yes' } });
    expect(sent).toMatchObject({ error: null, seen: [{ text: 'fine/four/y', visibleTo: ['m1'] }] });
    expect(await stage.play({ as: 'm1', submit: { Rating: '4' } })).toMatchObject({ error: 'm1 has no form open' });
  });

  test.each([
    [{}, '"Rating" is required'],
    [{ Rating: '6' }, '"6" is not on offer'],
    [{ Rating: '4', 'A line': 'far too long a line' }, '"A line" takes at most 10 characters, not 19'],
    [{ Rating: '4', 'A line': 'x' }, '"A line" takes at least 2 characters'],
    [{ Rating: '4', Name: 'x' }, 'the form has no field "Name"'],
  ])('filled in as %j is not sent and stays open', async (submit, error) => {
    answer = withForm;
    await stage.play({ as: 'm1', type: '/ping' });
    expect(await stage.play({ as: 'm1', submit })).toMatchObject({ error, seen: [] });
    expect(await stage.play({ as: 'm1', submit: { Rating: '5' } })).toMatchObject({ error: null });
  });

  test('of one person is not open for another', async () => {
    answer = withForm;
    await stage.play({ as: 'm1', type: '/ping' });
    expect(await stage.play({ as: 'm2', submit: { Rating: '4' } })).toMatchObject({ error: 'm2 has no form open' });
  });
});

describe('a channel', () => {
  test('shows the last 50 messages, oldest first', async () => {
    const quiet = await openStage();
    for (let count = 1; count <= 52; count++) await quiet.play({ as: 'm1', say: `message ${count}` });
    const { seen } = await quiet.play({ as: 'm2', look: '#film-club' });
    await quiet.close();
    expect(seen).toHaveLength(50);
    expect(seen[0]?.text).toBe('message 3');
    expect(seen.at(-1)?.text).toBe('message 52');
  });

  test('of one guild shows nothing of the other', async () => {
    await stage.play({ as: 'm1', say: 'in one' });
    expect((await stage.play({ as: 'm1', guild: 'two', look: '#film-club' })).seen).toEqual([]);
  });

  test('is open to as many people as were asked for', async () => {
    const small = await openStage({ members: 4 });
    expect(await small.play({ as: 'm1', say: 'hi' })).toMatchObject({ error: null });
    expect(await small.play({ as: 'm2', say: 'hi' })).toMatchObject({ error: 'nobody here is called "m2"' });
    await small.close();
  });
});
