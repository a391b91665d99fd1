import type { Rule } from "../rule";
import { databaseBackupAndUpgrade } from "../rules/database/database-backup-and-upgrade";
import { databaseEncrypted } from "../rules/database/database-encrypted";
import { databaseIamAuth } from "../rules/database/database-iam-auth";
import { databaseLogs } from "../rules/database/database-logs";
import { databaseManagedPassword } from "../rules/database/database-managed-password";
import { databaseMultiZone } from "../rules/database/database-multi-zone";
import { databasePrivate } from "../rules/database/database-private";
import { databaseTls } from "../rules/database/database-tls";

export const database: readonly Rule[] = [
  databaseBackupAndUpgrade,
  databaseEncrypted,
  databaseIamAuth,
  databaseLogs,
  databaseManagedPassword,
  databaseMultiZone,
  databasePrivate,
  databaseTls,
];
