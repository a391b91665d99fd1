import { fault, resourceRule } from "../../rule";

const REST = "aws:apigateway/stage:Stage";

export const apiLogs = resourceRule({
  id: "api-logs",
  description: "An API logs who called what; a REST API traces calls, too.",
  remediation:
    "Set accessLogSettings with a log group and a format, and xrayTracingEnabled on a REST API's stage.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["APIGateway.1", "APIGateway.3", "APIGateway.9"] },
  types: [REST, "aws:apigatewayv2/stage:Stage"],
  check: (stage) => [
    fault("it logs no access", () => !stage.has("accessLogSettings", "destinationArn")),
    fault("it traces no calls", () => stage.type === REST && stage.boolean("xrayTracingEnabled") !== true),
  ],
});
