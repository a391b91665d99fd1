import type { Rule } from "../rule";
import { ecrScanImmutable } from "../rules/registry/ecr-scan-immutable";

export const registry: readonly Rule[] = [ecrScanImmutable];
