import type { Rule } from "../rule";
import { kmsNotPublic } from "../rules/secrets/kms-not-public";
import { kmsRotation } from "../rules/secrets/kms-rotation";
import { secretRotation } from "../rules/secrets/secret-rotation";

export const secrets: readonly Rule[] = [kmsNotPublic, kmsRotation, secretRotation];
