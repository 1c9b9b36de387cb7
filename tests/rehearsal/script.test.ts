import { describe, expect, test } from 'vitest';
import { stepOfLine } from '../../src/rehearsal/prompt.ts';
import { readScript, verbOf } from '../../src/rehearsal/script.ts';
import { readSpan } from '../../src/rehearsal/span.ts';

describe('a script', () => {
  test('is one step a line; empty lines are skipped', () => {
    const steps = readScript(
      '{"as":"host","type":"/film x"}\n\n{"advance":"48h"}\r\n{"select":"1st","values":["A"],"on":"1","guild":"two"}\n',
    );
    expect(steps.map(verbOf)).toEqual(['type', 'advance', 'select']);
  });

  test.each([
    ['{"type":"/film x"}\n{oops}', 'Line 2: this is no JSON.'],
    ['{"as":"m1"}', 'Line 1: a step needs one of type, typing,'],
    ['{"type":"/a","say":"b"}', 'Line 1: a step does one thing, not type and say.'],
    ['{"type":"/a","colour":1}', 'Line 1: Unrecognized key: "colour".'],
    ['{"select":"A"}', 'Line 1: "select" needs "values".'],
    ['{"say":"a","values":["b"]}', 'Line 1: "values" belong to "select".'],
    ['{"advance":"soon"}', 'Line 1: "advance": a span such as "48h", "90s" or "1h30m", ten years at most.'],
    ['{"advance":"99999999999w"}', 'Line 1: "advance": a span such as "48h", "90s" or "1h30m", ten years at most.'],
    ['{"say":"a","bot":2}', 'Line 1: "bot" belongs to "stop", "kill" or "start".'],
    ['{"stop":true,"bot":5}', 'Line 1: "bot": '],
    ['{"together":[]}', 'Line 1: "together": '],
    ['{"together":[[{"say":"a"},{"dance":1}]]}', 'Line 1: "together.0.1": Unrecognized key: "dance"'],
    ['{"together":[[{"together":[[{"say":"a"}]]}]]}', 'Line 1: "together.0.0": Unrecognized key: "together"'],
    ['{"fault":"rain"}', 'Line 1: "fault": no fault of that name (see --help).'],
    ['{"type":1}', 'Line 1: "type": '],
    ['{"type":"/a","guild":"four"}', 'Line 1: "guild": '],
    ['{"deny":["Fly"]}', 'Line 1: "deny.0": a permission as discord.js names it, such as "SendMessages".'],
    ['{"deny":[]}', 'Line 1: "deny": '],
    ['{"create":"cinema"}', 'Line 1: "create": '],
    ['{"delete":true}', 'Line 1: a step needs one of '],
    ['{"invite":true}', 'Line 1: "invite" needs "guild".'],
    ['{"remove":true}', 'Line 1: "remove" needs "guild".'],
    ['{"role":"fans","give":"m1","take":"m2"}', 'Line 1: a role is given or taken, not both.'],
    ['{"say":"x","give":"m1"}', 'Line 1: "give" belongs to "role".'],
    ['{"create":"#a","delete":"#b"}', 'Line 1: a step does one thing, not delete and create.'],
    ['[]', 'Line 1: '],
  ])('%s is refused with its line', (script, sentence) => {
    expect(() => readScript(script)).toThrow(sentence);
  });

  test.each([
    ['48h', 172_800_000],
    ['1h30m', 5_400_000],
    ['1.5s', 1_500],
    ['250ms', 250],
    ['2w', 1_209_600_000],
    ['h', undefined],
    ['5', undefined],
    ['-5s', undefined],
    ['5 h', undefined],
  ])('a span of %s is %s ms', (words, ms) => {
    expect(readSpan(words)).toBe(ms);
  });
});

describe('a line of the prompt', () => {
  test.each([
    ['/film ballerina', { type: '/film ballerina' }],
    ['typing /film balle', { typing: '/film balle' }],
    ['click Our club', { click: 'Our club' }],
    [
      'select Not this one? = Ballerina (2023); Other',
      { select: 'Not this one?', values: ['Ballerina (2023)', 'Other'] },
    ],
    ['submit Rating = 4; A line = a=b', { submit: { Rating: '4', 'A line': 'a=b' } }],
    ['look', { look: '#film-club' }],
    ['advance 2h', { advance: '2h' }],
    ['{"as":"mod","kill":true}', { as: 'mod', kill: true }],
    ['dance', undefined],
    ['toString', undefined],
  ])('%s means %j', (line, step) => {
    expect(stepOfLine(line)).toEqual(step);
  });

  test('that is no step says why', () => {
    expect(() => stepOfLine('advance soon')).toThrow('a span such as');
    expect(() => stepOfLine('{')).toThrow('no JSON');
  });
});
