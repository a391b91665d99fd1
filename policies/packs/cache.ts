import type { Rule } from "../rule";
import { cacheAuthAndSubnet } from "../rules/cache/cache-auth-and-subnet";
import { cacheEncrypted } from "../rules/cache/cache-encrypted";
import { cacheFailover } from "../rules/cache/cache-failover";

export const cache: readonly Rule[] = [cacheAuthAndSubnet, cacheEncrypted, cacheFailover];
