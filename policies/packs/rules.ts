import type { Rule } from "../rule";
import { databaseEncrypted } from "../rules/database/database-encrypted";

export const rules: readonly Rule[] = [databaseEncrypted];
