import type { Rule } from "../rule";
import { databaseEncrypted } from "../rules/database/database-encrypted";
import { databasePrivate } from "../rules/database/database-private";

export const database: readonly Rule[] = [databaseEncrypted, databasePrivate];
