import type { Rule } from "../rule";
import { cloudfrontOriginAccess } from "../rules/edge/cloudfront-origin-access";
import { cloudfrontTls } from "../rules/edge/cloudfront-tls";
import { cloudfrontWaf } from "../rules/edge/cloudfront-waf";
import { wafRulesAndLogs } from "../rules/edge/waf-rules-and-logs";

export const edge: readonly Rule[] = [cloudfrontOriginAccess, cloudfrontTls, cloudfrontWaf, wafRulesAndLogs];
