import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { Permission } from '../../src/rehearsal/state/permissions.ts';
import { type Bot, connect } from './bot.ts';
import { type Answered, refusedFields, request } from './rest.ts';

const QUIET = { allowed_mentions: { parse: [] } };

let stage: Stage;
let bot: Bot;
let home = '';

beforeEach(async () => {
  stage = await openStage({ granted: Permission.attachFiles });
  bot = await connect(stage);
  home = bot.client.guilds.cache.find(({ name }) => name.endsWith('one'))?.channels.cache.first()?.id ?? '';
});

afterEach(async () => {
  await bot.client.destroy();
  await stage.close();
});

const send = (body: object) => request(stage, 'POST', `/channels/${home}/messages`, { ...QUIET, ...body });
const edit = (id: unknown, body: object) =>
  request(stage, 'PATCH', `/channels/${home}/messages/${id}`, { ...QUIET, ...body });
const list = async (query: string) => {
  const { body } = await request(stage, 'GET', `/channels/${home}/messages${query}`);
  return (body as unknown as { content: string }[]).map(({ content }) => content);
};

/** A body with files, as clients send it. */
async function upload(method: string, path: string, body: object, files: Record<string, string>): Promise<Answered> {
  const form = new FormData();
  form.set('payload_json', JSON.stringify({ ...QUIET, ...body }));
  for (const [index, [name, content]] of Object.entries(files).entries())
    form.set(`files[${index}]`, new Blob([content]), name);
  const headers = { authorization: `Bot ${stage.token}` };
  const response = await fetch(`${stage.url}/v10${path}`, { method, headers, body: form });
  return { status: response.status, body: JSON.parse(await response.text()), headers: response.headers };
}

describe('a nonce that is enforced', () => {
  const sent = { content: 'closed', nonce: 'close:7', enforce_nonce: true };

  test('delivers a message once, whichever channel it is sent to again', async () => {
    const first = await send(sent);
    const other = bot.client.guilds.cache.find(({ name }) => name.endsWith('two'))?.channels.cache.first()?.id;
    const again = await request(stage, 'POST', `/channels/${other}/messages`, { ...QUIET, ...sent });
    expect([(await send({ ...sent, content: 'changed' })).body.id, again.body.id]).toEqual([
      first.body.id,
      first.body.id,
    ]);
    expect((await stage.play({ look: '#film-club' })).seen).toHaveLength(1);
  });

  test('is forgotten after a few minutes of the stage, so that a late retry is a second message', async () => {
    const first = await send(sent);
    await stage.play({ advance: '4m' });
    expect((await send(sent)).body.id).toBe(first.body.id);
    await stage.play({ advance: '2m' });
    expect((await send(sent)).body.id).not.toBe(first.body.id);
  });

  test('has 25 characters at most, and one that is not enforced stops nothing', async () => {
    expect(refusedFields((await send({ ...sent, nonce: 'x'.repeat(26) })).body.errors)).toEqual([
      'nonce BASE_TYPE_MAX_LENGTH',
    ]);
    const loose = { content: 'x', nonce: 'n' };
    expect((await send(loose)).body.id).not.toBe((await send(loose)).body.id);
  });
});

describe('the messages of a channel', () => {
  test('come newest first, as many as are asked for, before, after or around one', async () => {
    const ids: unknown[] = [];
    for (const content of ['1', '2', '3', '4', '5']) ids.push((await send({ content })).body.id);
    expect(await list('')).toEqual(['5', '4', '3', '2', '1']);
    expect(await list('?limit=2')).toEqual(['5', '4']);
    expect(await list(`?limit=2&before=${ids[3]}`)).toEqual(['3', '2']);
    expect(await list(`?limit=2&after=${ids[1]}`)).toEqual(['4', '3']);
    expect(await list(`?limit=3&around=${ids[2]}`)).toEqual(['4', '3', '2']);
    expect(await list('?before=1')).toEqual([]);
  });

  test('of others have no content without the intent, unless they mention the bot', async () => {
    await send({ content: 'own' });
    await stage.play({ as: 'm1', say: 'others' });
    await stage.play({ as: 'm1', say: `<@${bot.client.user.id}> hello` });
    expect(await list('')).toEqual([`<@${bot.client.user.id}> hello`, '', 'own']);
    const [, other] = (await request(stage, 'GET', `/channels/${home}/messages`)).body as unknown as { id: string }[];
    expect((await request(stage, 'GET', `/channels/${home}/messages/${other?.id}`)).body.content).toBe('');
  });

  test.each([
    ['limit=0', 'limit NUMBER_TYPE_MIN'],
    ['limit=101', 'limit NUMBER_TYPE_MAX'],
    ['limit=many', 'limit NUMBER_TYPE_COERCE'],
    ['before=first', 'before NUMBER_TYPE_COERCE'],
    ['before=1&after=1', 'after BASE_TYPE_BAD'],
  ])('are refused for %s', async (query, field) => {
    const { status, body } = await request(stage, 'GET', `/channels/${home}/messages?${query}`);
    expect([status, refusedFields(body.errors)]).toEqual([400, [field]]);
  });

  test('are none for a bot that may not read the history, and one alone is refused', async () => {
    const shut = await openStage({ denied: Permission.readMessageHistory });
    const client = await connect(shut);
    const channel = client.client.guilds.cache.first()?.channels.cache.first()?.id;
    const { body } = await request(shut, 'POST', `/channels/${channel}/messages`, { ...QUIET, content: 'x' });
    expect(await request(shut, 'GET', `/channels/${channel}/messages`)).toMatchObject({ status: 200, body: [] });
    expect(await request(shut, 'GET', `/channels/${channel}/messages/${body.id}`)).toMatchObject({
      status: 403,
      body: { code: 50013 },
    });
    await client.client.destroy();
    await shut.close();
  });
});

describe('a message of plain content', () => {
  const row = (label: string) => ({
    type: 1,
    components: [{ type: 2, style: 1, label, custom_id: label }],
  });

  test('has up to five rows of controls, is pushed as it stands, and can be edited', async () => {
    const sent = await send({ content: 'A poll is open', components: ['1', '2', '3', '4', '5'].map(row) });
    expect(sent.status).toBe(200);
    const { seen } = await stage.play({ look: '#film-club' });
    expect(seen).toMatchObject([{ text: 'A poll is open', controls: ['1', '2', '3', '4', '5'] }]);
    expect(seen[0]?.notification).toBe('A poll is open');
    const edited = await edit(sent.body.id, { content: 'It is closed', components: [] });
    expect(edited.body).toMatchObject({ content: 'It is closed', components: [] });
    expect(edited.body.edited_timestamp).not.toBeNull();
    expect(refusedFields((await send({ content: 'x', components: '123456'.split('').map(row) })).body.errors)).toEqual([
      'components BASE_TYPE_BAD_LENGTH',
    ]);
  });

  test('is not pushed when it suppresses that', async () => {
    await send({ content: 'quiet', flags: 1 << 12 });
    expect((await stage.play({ look: '#film-club' })).seen).toMatchObject([{ text: 'quiet', notification: '' }]);
  });

  test('pings the people and the mentionable roles it is allowed to', async () => {
    const people = (await stage.play({ as: 'm1', say: 'x' })).seen[0];
    const id = String(
      ((await request(stage, 'GET', `/channels/${home}/messages/${people?.id}`)).body.author as { id: string }).id,
    );
    const role = bot.client.guilds.cache.first()?.roles.cache.find(({ name }) => name === 'moderator')?.id ?? '';
    const content = `<@${id}> <@&${role}>`;
    const answer = await send({ content, allowed_mentions: { users: [id], roles: [role] } });
    // The role is not mentionable and the bot may not ping it all the same.
    expect(answer.body).toMatchObject({ mentions: [{ id }], mention_roles: [] });
  });
});

describe('a file of a message', () => {
  const table = 'film,votes\nBurning,3\n';
  const named = { attachments: [{ id: '0', description: 'How the votes moved', is_spoiler: true }] };
  const path = () => `/channels/${home}/messages`;
  type File = { id: string; url: string; filename: string; description?: string; flags: number; size: number };
  const filesOf = ({ body }: Answered) => body.attachments as File[];

  test('comes with its description, covered when that is asked for, and is served as it was sent', async () => {
    const sent = await upload(
      'POST',
      path(),
      { content: 'the count', ...named },
      { 'moves.png': 'PNG', 'x.csv': table },
    );
    const [picture, list] = filesOf(sent);
    expect(picture).toMatchObject({ filename: 'moves.png', description: 'How the votes moved', flags: 8, size: 3 });
    expect(list).toMatchObject({ filename: 'x.csv', flags: 0 });
    expect(await (await fetch(list?.url ?? '')).text()).toBe(table);
    const { seen } = await stage.play({ look: '#film-club' });
    expect(seen[0]).toMatchObject({
      text: 'the count\n▒▒▒\nx.csv',
      images: [{ alt: 'How the votes moved', spoiler: true }],
    });
  });

  test('can be added, described anew, uncovered and left out by an edit', async () => {
    const sent = await upload('POST', path(), { content: 'x', ...named }, { 'a.png': 'A' });
    const [first] = filesOf(sent);
    const more = await upload('PATCH', `${path()}/${sent.body.id}`, {}, { 'b.png': 'B' });
    expect(filesOf(more).map(({ filename }) => filename)).toEqual(['a.png', 'b.png']);
    const kept = { attachments: [{ id: first?.id, description: 'Plainer', is_spoiler: false }] };
    const less = filesOf(await edit(sent.body.id, kept));
    expect(less).toMatchObject([{ filename: 'a.png', description: 'Plainer', flags: 0 }]);
    expect(less).toHaveLength(1);
  });

  test('that is described but was not sent is refused, as are eleven of them', async () => {
    const missing = await upload('POST', path(), { content: 'x', attachments: [{ id: '3' }] }, { 'a.png': 'A' });
    expect(refusedFields(missing.body.errors)).toEqual(['attachments.0.id BASE_TYPE_BAD']);
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`${n}.png`, 'x']));
    expect(refusedFields((await upload('POST', path(), {}, many)).body.errors)).toEqual([
      'attachments BASE_TYPE_MAX_LENGTH',
    ]);
  });

  test('needs the right to attach files', async () => {
    const shut = await openStage({ denied: Permission.attachFiles });
    const client = await connect(shut);
    const channel = client.client.guilds.cache.first()?.channels.cache.first();
    if (!channel?.isTextBased() || !channel.isSendable()) throw new Error('no channel');
    const files = [{ attachment: Buffer.from('x'), name: 'a.png' }];
    await expect(channel.send({ files })).rejects.toMatchObject({ code: 50013 });
    await client.client.destroy();
    await shut.close();
  });
});
