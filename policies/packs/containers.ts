import type { Rule } from "../rule";
import { ecsNoPublicIp } from "../rules/containers/ecs-no-public-ip";
import { ecsTaskHardened } from "../rules/containers/ecs-task-hardened";

export const containers: readonly Rule[] = [ecsNoPublicIp, ecsTaskHardened];
