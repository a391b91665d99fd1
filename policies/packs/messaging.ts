import type { Rule } from "../rule";
import { messagesEncrypted } from "../rules/messaging/messages-encrypted";
import { messagesNotPublic } from "../rules/messaging/messages-not-public";

export const messaging: readonly Rule[] = [messagesEncrypted, messagesNotPublic];
