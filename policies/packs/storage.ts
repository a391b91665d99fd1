import type { Rule } from "../rule";
import { s3AccessLog } from "../rules/storage/s3-access-log";
import { s3BlockPublicAccess } from "../rules/storage/s3-block-public-access";
import { s3NoAcl } from "../rules/storage/s3-no-acl";
import { s3TlsOnly } from "../rules/storage/s3-tls-only";

export const storage: readonly Rule[] = [s3AccessLog, s3BlockPublicAccess, s3NoAcl, s3TlsOnly];
