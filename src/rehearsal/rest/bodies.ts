import type { Component } from '../state/components.ts';
import type { Embed } from '../state/types.ts';

export type AllowedMentions = {
  parse?: string[] | null;
  users?: string[] | null;
  roles?: string[] | null;
  replied_user?: boolean | null;
};

export type AttachmentBody = {
  id: string;
  filename?: string | null;
  description?: string | null;
  is_spoiler?: boolean | null;
};

type PollMedia = { text?: string | null; emoji?: { id?: string | null; name?: string | null } | null };
export type PollBody = {
  question: PollMedia;
  answers: { poll_media?: PollMedia | null }[];
  allow_multiselect?: boolean | null;
  duration?: number | null;
};

/** A message as it is sent, new or as a change; what the published schemas let through, as far as the stage reads it. */
export type MessageBody = {
  content?: string | null;
  embeds?: Embed[] | null;
  components?: Component[] | null;
  attachments?: AttachmentBody[] | null;
  allowed_mentions?: AllowedMentions | null;
  flags?: number | null;
  poll?: PollBody | null;
  sticker_ids?: string[] | null;
  nonce?: string | number | null;
  enforce_nonce?: boolean | null;
  message_reference?: { message_id?: string; fail_if_not_exists?: boolean | null } | null;
};

/** A file of a multipart body. `field` is the number in `files[number]`. */
export type SentFile = { field: string; filename: string; bytes: Uint8Array };
