import {
  CheckboxBuilder,
  CheckboxGroupBuilder,
  CheckboxGroupOptionBuilder,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  RadioGroupBuilder,
  RadioGroupOptionBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { type Bot, connect } from './bot.ts';

let stage: Stage;
let bot: Bot;
let shown: (interaction: Interaction) => object = () => ({});
let failed: unknown[] = [];

const option = (label: string, more = {}) => ({ label, value: label.toLowerCase(), ...more });
const label = (name: string) => new LabelBuilder().setLabel(name);

/** The review form of a bot that uses discord.js's own builders. */
const review = () =>
  new ModalBuilder()
    .setCustomId('review')
    .setTitle('Your review')
    .addLabelComponents(
      label('Rating').setStringSelectMenuComponent(
        new StringSelectMenuBuilder().setCustomId('rating').addOptions(option('4'), option('5', { default: true })),
      ),
      label('In the open')
        .setDescription('no spoilers')
        .setTextInputComponent(
          new TextInputBuilder()
            .setCustomId('open')
            .setStyle(TextInputStyle.Short)
            .setMinLength(3)
            .setMaxLength(20)
            .setRequired(false)
            .setValue('fine'),
        ),
      label('Again').setRadioGroupComponent(
        new RadioGroupBuilder()
          .setCustomId('again')
          .setRequired(false)
          .addOptions(
            new RadioGroupOptionBuilder().setLabel('Yes').setValue('y'),
            new RadioGroupOptionBuilder().setLabel('No').setValue('n'),
          ),
      ),
      label('With').setCheckboxGroupComponent(
        new CheckboxGroupBuilder()
          .setCustomId('with')
          .setMinValues(0)
          .setMaxValues(2)
          .setRequired(false)
          .addOptions(
            ...['Popcorn', 'Wine', 'Cat'].map((name) =>
              new CheckboxGroupOptionBuilder().setLabel(name).setValue(name.toLowerCase()),
            ),
          ),
      ),
      label('I have seen it').setCheckboxComponent(new CheckboxBuilder().setCustomId('seen')),
    );

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand()) {
    await interaction.showModal(shown(interaction) as never).catch(async (error: unknown) => {
      failed.push(error);
      await interaction.reply({ content: 'refused', flags: MessageFlags.Ephemeral });
    });
  }
  if (!interaction.isModalSubmit()) return;
  const { fields } = interaction;
  const got = [
    fields.getStringSelectValues('rating').join('+'),
    fields.getTextInputValue('open'),
    fields.getRadioGroup('again'),
    fields.getCheckboxGroup('with').join('+'),
    fields.getCheckbox('seen'),
  ];
  await interaction.reply({ content: got.join('/'), flags: MessageFlags.Ephemeral });
}

beforeEach(async () => {
  failed = [];
  stage = await openStage();
  bot = await connect(stage, answer, [{ name: 'review', description: 'a form' }]);
});

afterEach(async () => {
  await bot.client.destroy();
  await stage.close();
  expect(bot.failures).toEqual([]);
});

describe('a form built with labels', () => {
  beforeEach(() => {
    shown = review;
  });

  test('is seen with its labels and what it comes filled in with', async () => {
    expect((await stage.play({ as: 'm1', type: '/review' })).seen).toMatchObject([
      {
        text: 'Your review\nRating = 5\nIn the open: no spoilers = fine\nAgain\nWith\nI have seen it',
        controls: [
          'Rating',
          '4',
          '5',
          'In the open',
          'Again',
          'Yes',
          'No',
          'With',
          'Popcorn',
          'Wine',
          'Cat',
          'I have seen it',
        ],
      },
    ]);
  });

  test.each([
    [{}, '5/fine///false'],
    [
      { Rating: '4', 'In the open': '', Again: 'No', With: ['Wine', 'Cat'], 'I have seen it': true },
      '4//n/wine+cat/true',
    ],
    [{ 'I have seen it': 'true', With: 'Popcorn' }, '5/fine//popcorn/true'],
  ])('sent as %j reaches the bot whole', async (submit, text) => {
    await stage.play({ as: 'm1', type: '/review' });
    expect(await stage.play({ as: 'm1', submit })).toMatchObject({ error: null, seen: [{ text }] });
  });

  test.each([
    [{ Rating: [] }, '"Rating" is required'],
    [{ Rating: ['4', '5'] }, 'between 1 and 1 have to be picked, not 2'],
    [{ 'In the open': 'xy' }, '"In the open" takes at least 3 characters'],
    [{ 'In the open': 'x'.repeat(21) }, '"In the open" takes at most 20 characters, not 21'],
    [{ Again: ['Yes', 'No'] }, 'between 1 and 1 have to be picked, not 2'],
    [{ With: ['Popcorn', 'Wine', 'Cat'] }, 'between 0 and 2 have to be picked, not 3'],
    [{ 'I have seen it': 'perhaps' }, '"I have seen it" takes true or false'],
  ])('filled in as %j is not sent', async (submit, error) => {
    await stage.play({ as: 'm1', type: '/review' });
    expect(await stage.play({ as: 'm1', submit })).toMatchObject({ error, seen: [] });
  });
});

const form = (...components: object[]) => ({ custom_id: 'f', title: 'T', components });
const field = (component: object) => ({ type: 18, label: 'L', component: { custom_id: 'c', ...component } });
const options = [option('A'), option('B')];
const text = (more: object = {}) => field({ type: 4, style: 1, ...more });

describe('a form that Discord does not take', () => {
  test.each<[string, object]>([
    [
      'six fields',
      form(...[1, 2, 3, 4, 5, 6].map((n) => ({ ...text(), component: { type: 4, style: 1, custom_id: `${n}` } }))),
    ],
    ['a title of 46 characters', { ...form(text()), title: 'x'.repeat(46) }],
    ['a label of 46 characters', form({ ...text(), label: 'x'.repeat(46) })],
    ['an explanation of 101 characters', form({ ...text(), description: 'x'.repeat(101) })],
    ['a value that is longer than it may be', form(text({ max_length: 3, value: 'long' }))],
    ['a length from 5 to 3', form(text({ min_length: 5, max_length: 3 }))],
    ['a select that is required and may stay empty', form(field({ type: 3, options, min_values: 0 }))],
    ['a select that is switched off', form(field({ type: 3, options, disabled: true }))],
    ['a single radio button', form(field({ type: 21, options: [option('A')] }))],
    ['eleven radio buttons', form(field({ type: 21, options: Array.from({ length: 11 }, (_, n) => option(`${n}`)) }))],
    [
      'two radio buttons pressed',
      form(field({ type: 21, options: options.map((one) => ({ ...one, default: true })) })),
    ],
    ['more boxes to tick than there are', form(field({ type: 22, options, max_values: 3 }))],
    ['boxes of one value', form(field({ type: 22, options: [option('A'), option('A')] }))],
    ['one id for two fields', form(text(), text())],
    ['a button', form({ type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: 'b' }] })],
    ['nothing in it', form()],
  ])('because of %s', async (_, body) => {
    shown = () => body;
    await stage.play({ as: 'm1', type: '/review' });
    expect(failed).toMatchObject([{ code: 50035, status: 400 }]);
  });

  test('is not refused when it is right', async () => {
    shown = () => form(text({ max_length: 3, value: 'abc' }), { type: 10, content: 'Be kind.' });
    expect((await stage.play({ as: 'm1', type: '/review' })).seen).toMatchObject([{ text: 'T\nL = abc\nBe kind.' }]);
    expect(failed).toEqual([]);
  });
});
