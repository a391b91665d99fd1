import type { Rule } from "../rule";
import { functionNotPublic } from "../rules/functions/function-not-public";
import { functionRuntime } from "../rules/functions/function-runtime";
import { noSecretsInEnv } from "../rules/functions/no-secrets-in-env";

export const functions: readonly Rule[] = [functionNotPublic, functionRuntime, noSecretsInEnv];
