import type { Attachment, Message } from '../state/types.ts';
import type { AttachmentBody, MessageBody, SentFile } from './bodies.ts';
import type { Call } from './call.ts';
import { invalidField, refuse } from './errors.ts';

type Path = readonly (string | number)[];

const MAX_FILE = 10 * 1024 * 1024;
const MAX_FILES = 10;

/** What a body says of an attachment, put onto it; what is left out stays. */
function described(file: Attachment, about: AttachmentBody | undefined): Attachment {
  const { description, is_spoiler: spoiler } = about ?? {};
  const { description: _, ...rest } = file;
  const said = description === undefined ? file.description : description;
  return { ...rest, spoiler: spoiler ?? file.spoiler, ...(said ? { description: said } : {}) };
}

function attach(call: Call, file: SentFile, channelId: string, about: AttachmentBody | undefined): Attachment {
  const { byteLength: size } = file.bytes;
  if (size > MAX_FILE) throw refuse.tooLarge();
  const id = call.world.nextId();
  const filename = about?.filename ?? file.filename;
  const url = `http://${call.host}/attachments/${channelId}/${id}/${encodeURIComponent(filename)}`;
  call.world.files.set(id, file.bytes);
  return described({ id, filename, size, url, spoiler: filename.startsWith('SPOILER_') }, about);
}

/**
 * The attachments a message has after a body: those it keeps, described anew where the body does so, and the files that
 * came along.
 * @throws DiscordError 40005 or 50035.
 */
export function attachmentsOf(
  call: Call,
  body: MessageBody,
  channelId: string,
  at: Path,
  before?: Message,
): Attachment[] {
  const old = before?.attachments ?? [];
  const { attachments: said } = body;
  const named = (wanted: string) => said?.find(({ id }) => id === wanted);
  const known = new Set([...old.map(({ id }) => id), ...call.files.map(({ field }) => field)]);
  const unknown = said?.findIndex(({ id }) => !known.has(id)) ?? -1;
  if (unknown >= 0) throw invalidField([...at, 'attachments', unknown, 'id'], 'BASE_TYPE_BAD', 'No such attachment.');
  const kept = old.filter(({ id }) => !said || named(id)).map((file) => described(file, named(file.id)));
  const all = [...kept, ...call.files.map((file) => attach(call, file, channelId, named(file.field)))];
  if (all.length > MAX_FILES)
    throw invalidField([...at, 'attachments'], 'BASE_TYPE_MAX_LENGTH', `Must be ${MAX_FILES} or fewer in length.`);
  return all;
}
