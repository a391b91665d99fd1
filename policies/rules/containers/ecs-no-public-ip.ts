import { fault, resourceRule } from "../../rule";

export const ecsNoPublicIp = resourceRule({
  id: "ecs-no-public-ip",
  description: "Tasks have no public addresses.",
  remediation:
    "Set networkConfiguration.assignPublicIp to false and give the tasks a NAT gateway or endpoints.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["ECS.2"] },
  types: ["aws:ecs/service:Service"],
  check: (service) => [
    fault(
      "its tasks get public addresses",
      () => service.boolean("networkConfiguration", "assignPublicIp") === true,
    ),
  ],
});
