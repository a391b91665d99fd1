import type { Rule } from "../rule";
import { loadBalancerHardened } from "../rules/load-balancing/load-balancer-hardened";
import { loadBalancerMultiZone } from "../rules/load-balancing/load-balancer-multi-zone";
import { loadBalancerTls } from "../rules/load-balancing/load-balancer-tls";

export const loadBalancing: readonly Rule[] = [loadBalancerHardened, loadBalancerMultiZone, loadBalancerTls];
