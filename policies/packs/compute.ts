import type { Rule } from "../rule";
import { ebsEncrypted } from "../rules/compute/ebs-encrypted";
import { imdsv2 } from "../rules/compute/imdsv2";

export const compute: readonly Rule[] = [ebsEncrypted, imdsv2];
